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
import "chartjs-adapter-luxon";
import annotation from "chartjs-plugin-annotation";
import { drawnParts } from "./drawn-controller.ts";

/** Only what is drawn: the page carries it in every file. */
export function registerChartParts(): void {
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
