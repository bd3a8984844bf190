import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  RadarController,
  RadialLinearScale,
  TimeScale,
  Tooltip,
} from "chart.js";
import annotation from "chartjs-plugin-annotation";
import { drawnParts } from "./drawn-controller.ts";
import { useUtcDates } from "./utc-dates.ts";

/** Only what is drawn: the page carries it in every file. */
export function registerChartParts(): void {
  useUtcDates();
  Chart.register(
    ArcElement,
    BarController,
    BarElement,
    CategoryScale,
    DoughnutController,
    Filler,
    LinearScale,
    LineController,
    LineElement,
    LogarithmicScale,
    PointElement,
    RadarController,
    RadialLinearScale,
    TimeScale,
    Tooltip,
    annotation,
    ...drawnParts,
  );
}
