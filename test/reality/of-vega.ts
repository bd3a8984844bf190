import type { Reality } from "./case.ts";
import { counted, csv, json, rows } from "./tables.ts";

const cars = () => json("cars.json").map((car) => ({ ...car, Year: String(car.Year).slice(0, 4) }));
const jobs = () => csv("us-employment.csv");
const stocks = (symbol?: string) => csv("stocks.csv").filter((row) => symbol === undefined || row.symbol === symbol);
const power = () => csv("iowa-electricity.csv");
const disasters = () => csv("disasters.csv").map((row) => ({ ...row, Year: String(row.Year) }));
const weather = () => csv("seattle-weather.csv");
const gapminder = () => json("gapminder.json").map((row) => ({ ...row, year: String(row.year) }));
const population = () =>
  json("population.json").map((row) => ({
    ...row,
    year: String(row.year),
    age: String(row.age),
    sex: row.sex === 1 ? "men" : "women",
  }));
const movies = () => json("movies.json");
const flights = () => json("flights-2k.json");
const unemployment = () => json("unemployment-across-industries.json");

export const ofVega: readonly Reality[] = [
  {
    name: "CO2, 741 months",
    template: "line",
    data: () => rows(csv("co2-concentration.csv"), { x: "Date", y: "CO2" }, { unit: "ppm" }),
    title: "CO2 rose from 316 to 416 ppm, Mar 1958 to Apr 2020",
    codes: ["TRUNCATED_AXIS"],
    marks: 741,
  },
  {
    name: "stocks, five",
    template: "line",
    data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { unit: "USD" }),
    title: "price: GOOG is highest in Mar 2010, at $560",
    codes: [],
    marks: 615,
  },
  {
    name: "stocks, base 100",
    template: "line",
    data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { index: 100 }),
    title: "price: AAPL is highest in Mar 2010, at 860",
    codes: [],
    marks: 615,
  },
  {
    name: "stocks, log, one in colour",
    template: "line",
    data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { scale: "log", highlight: ["AAPL"], unit: "USD" }),
    title: "AAPL rose from $26 to $223, Jan 2000 to Mar 2010",
    codes: [],
    marks: 615,
    never: /GOOG/,
  },
  {
    name: "S&P 500",
    template: "line",
    data: () => rows(csv("sp500.csv"), { x: "date", y: "price" }),
    title: "price was lowest in Feb 2009, at 735",
    codes: [],
    marks: 123,
  },
  {
    name: "jobs, change by month",
    template: "line",
    data: () => rows(jobs(), { x: "month", y: "nonfarm_change" }, { unit: "thousand" }),
    title: "nonfarm_change was lowest in Mar 2009, at −802 thousand",
    codes: [],
    marks: 120,
    never: /rose|fell/,
  },
  {
    name: "jobs, all of them",
    template: "line",
    data: () => rows(jobs(), { x: "month", y: "nonfarm" }, { unit: "thousand" }),
    title: "nonfarm rose from 135,450 to 143,093 thousand, Jan 2006 to Dec 2015",
    codes: ["TRUNCATED_AXIS"],
    marks: 120,
    never: /\d k/,
  },
  {
    name: "unemployment, fourteen industries",
    template: "line",
    data: () => rows(unemployment(), { x: "date", y: "rate", series: "series" }, { unit: "%" }),
    title: "rate: Construction is highest in Feb 2010, at 27.1%",
    codes: ["TOO_MANY_SERIES"],
    marks: 1708,
    note: /^14 series: 5 in colour/,
    never: /small_multiples/,
  },
  {
    name: "disasters, eleven kinds",
    template: "line",
    data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }),
    title: "Deaths over time",
    codes: ["TOO_MANY_SERIES", "TOTAL_BESIDE"],
    marks: 1287,
    note: /"All natural disasters" is what the others come to; the headline is about them/,
  },
  {
    name: "disasters, stacked with their total",
    template: "stacked_bar",
    data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }),
    title: "Drought fell from 99.5% to 0% of Deaths, 1900 to 2017",
    codes: ["OTHERS", "TOTAL_LEFT_OUT"],
    marks: 702,
    note: /^"All natural disasters" is what the other series come to/,
    never: /All natural disasters: \d/,
  },
  {
    name: "global temperature below zero",
    template: "line",
    data: () =>
      rows(
        csv("global-temp.csv").map((row) => ({ ...row, year: String(row.year) })),
        { x: "year", y: "temp" },
        { unit: "°C" },
      ),
    title: "temp turned positive: −0.17 in 1880, 1.17 °C in 2023",
    codes: [],
    marks: 144,
  },
  {
    name: "wheat and wages",
    template: "line",
    data: () => rows(json("wheat.json"), { x: "year", y: "wheat" }, { unit: "shillings" }),
    title: "wheat was highest in 1810, at 99 shillings",
    codes: [],
    marks: 52,
  },
  {
    name: "driving, a path in time",
    template: "line",
    data: () =>
      rows(
        json("driving.json").map((row) => ({ ...row, year: String(row.year) })),
        { x: "year", y: "gas" },
        { unit: "USD" },
      ),
    title: "gas was highest in 2008, at $3.3",
    codes: [],
    marks: 55,
  },
  {
    name: "commits, by the hour",
    template: "line",
    data: () => rows(csv("github.csv"), { x: "time", y: "count" }),
    title: "count was highest on Mar 15, 2015, 05:00, at 54",
    codes: [],
    marks: 955,
    never: /2015\//,
  },
  {
    name: "temperature of 8,759 hours",
    template: "line",
    data: () => rows(csv("seattle-weather-hourly-normals.csv"), { x: "date", y: "temperature" }, { unit: "°C" }),
    title: "temperature was highest on Jul 28, 2010, 16:00, at 24.4 °C",
    codes: ["SAMPLED"],
    marks: 1202,
    note: /8759 points are drawn as \d+/,
    never: /T\d\d:/,
  },
  {
    name: "power of Iowa, areas",
    template: "area",
    data: () => rows(power(), { x: "year", y: "net_generation", series: "source" }, { unit: "GWh" }),
    title: "Renewables rose from 3.5% to 38.8% of net_generation, 2001 to 2017",
    codes: [],
    marks: 51,
    never: /72%/,
  },
  {
    name: "power of Iowa, of a hundred",
    template: "area",
    data: () => rows(power(), { x: "year", y: "net_generation", series: "source" }, { stack: "100%" }),
    title: "Renewables rose from 3.5% to 38.8% of net_generation, 2001 to 2017",
    codes: [],
    marks: 51,
  },
  {
    name: "unemployed by industry, areas",
    template: "area",
    data: () => rows(unemployment(), { x: "date", y: "count", series: "series" }, { unit: "thousand" }),
    title: "Construction: 16.3% of count in Feb 2010, the largest part",
    codes: ["OTHERS"],
    marks: 732,
    note: /are added up as "Others"/,
    never: /Others: \d/,
  },
  {
    name: "crimea, three causes",
    template: "stacked_bar",
    data: () => {
      const crimea = json("crimea.json");
      return {
        labels: crimea.map(({ date }) => date),
        series: ["wounds", "other", "disease"].map((name) => ({ name, values: crimea.map((row) => row[name]) })),
        unit: "deaths",
      };
    },
    title: "Deaths over time",
    codes: [],
    marks: 72,
  },
  {
    name: "people by age and sex",
    template: "stacked_bar",
    data: () =>
      rows(
        population().filter(({ year }) => year === "2000"),
        { x: "age", y: "people", series: "sex" },
      ),
    title: "women: 51% of people, the largest part",
    codes: [],
    marks: 38,
  },
  {
    name: "barley, ten varieties over two years",
    template: "bar",
    data: () =>
      rows(
        json("barley.json").map((row) => ({ ...row, year: String(row.year) })),
        { x: "variety", y: "yield", series: "year", aggregate: "mean" },
        { unit: "bu/acre" },
      ),
    title: "yield: 1931 is above 1932 in each of 10",
    codes: [],
    marks: 20,
  },
  {
    name: "films by genre",
    template: "bar",
    data: () => rows(counted(movies(), "Major Genre", "Films"), { x: "Major Genre", y: "Films" }),
    title: "Films: Drama is highest at 789, Concert/Performance lowest at 5",
    codes: [],
    marks: 12,
  },
  {
    name: "income of films by distributor",
    template: "bar",
    data: () => rows(movies(), { x: "Distributor", y: "Worldwide Gross", aggregate: "sum" }, { unit: "USD" }),
    title: "Worldwide Gross: Warner Bros. is highest at $39.7 B",
    codes: ["TOP_N"],
    marks: 40,
    note: /^40 of 175 shown, the largest/,
    never: /lowest/,
  },
  {
    name: "obesity by state, given as ratios",
    template: "bar",
    data: () => rows(json("obesity.json"), { x: "state", y: "rate" }, { unit: "ratio" }),
    title: "rate: IN is highest at 20.1%",
    codes: ["TOP_N"],
    marks: 40,
  },
  {
    name: "obesity by state, ratios said to be percent",
    template: "bar",
    data: () => rows(json("obesity.json"), { x: "state", y: "rate" }, { unit: "%" }),
    title: "rate: IN is highest at 0.2%",
    codes: ["PERCENT_SCALE", "TOP_N"],
    marks: 40,
    note: /every percentage lies between 0 and 1/,
  },
  {
    name: "political money by party, with negatives",
    template: "bar",
    data: () => rows(json("political-contributions.json"), { x: "Candidate_Name", y: "Total_Receipts" }, { unit: "USD" }),
    title: "Total_Receipts: WADE, KEVIN L is highest at $31.8 k",
    codes: ["LEFT_OUT", "TOP_N"],
    marks: 40,
  },
  {
    name: "monthly returns",
    template: "bar",
    data: () => rows(json("ohlc.json"), { x: "date", y: "ret" }),
    title: "ret was highest on Jun 22, 2009, at 15.5",
    codes: [],
    marks: 44,
  },
  {
    name: "horsepower and miles",
    template: "scatter",
    data: () => rows(cars(), { x: "Horsepower", y: "Miles_per_Gallon", series: "Origin", label: "Name" }),
    title: "Horsepower and Miles_per_Gallon move in opposite directions (r = −0.78, 392 points)",
    codes: ["LEFT_OUT"],
    marks: 392,
  },
  {
    name: "anscombe's first",
    template: "scatter",
    data: () =>
      rows(
        json("anscombe.json").filter(({ Series }) => Series === "I"),
        { x: "X", y: "Y" },
      ),
    title: "X and Y rise together (r = 0.82, 11 points)",
    codes: [],
    marks: 11,
  },
  {
    name: "income and health of 187 countries",
    template: "scatter",
    data: () =>
      rows(csv("gapminder-health-income.csv"), {
        x: "income",
        y: "health",
        size: "population",
        label: "country",
        series: "region",
      }),
    title: "health by income",
    codes: ["LEFT_OUT"],
    marks: 183,
  },
  {
    name: "a cloud of no direction",
    template: "scatter",
    data: () => rows(json("uniform-2d.json"), { x: "u", y: "v" }),
    title: "v by u",
    codes: [],
    marks: 500,
  },
  {
    name: "wind of 4,800 points",
    template: "scatter",
    data: () => rows(csv("windvectors.csv"), { x: "longitude", y: "speed" }),
    title: "speed by longitude",
    codes: ["SAMPLED"],
    marks: 2002,
    note: /of 4800 points are drawn/,
  },
  {
    name: "ratings of 3,201 films",
    template: "scatter",
    data: () => rows(movies(), { x: "Rotten Tomatoes Rating", y: "IMDB Rating" }),
    title: "Rotten Tomatoes Rating and IMDB Rating rise together (r = 0.74, 2260 points)",
    codes: ["LEFT_OUT", "SAMPLED"],
    marks: 2001,
  },
  {
    name: "delays of 2,000 flights",
    template: "histogram",
    data: () => rows(flights(), { x: "delay" }, { unit: "min" }),
    title: "delay: half of the values lie between −8 and 12 min",
    codes: [],
    marks: 22,
  },
  {
    name: "one normal, 500",
    template: "histogram",
    data: () => rows(json("normal-2d.json"), { x: "u" }),
    title: "u: half of the values lie between −0.120 and 0.123",
    codes: [],
    marks: 23,
  },
  {
    name: "mass of penguins",
    template: "boxplot",
    data: () => rows(json("penguins.json"), { x: "Species", y: "Body Mass (g)" }, { unit: "g" }),
    title: "Median Body Mass (g): Gentoo is highest at 5,000 g",
    codes: [],
    marks: 3,
  },
  {
    name: "yield by site",
    template: "boxplot",
    data: () => rows(json("barley.json"), { x: "site", y: "yield" }, { unit: "bu/acre" }),
    title: "Median yield: Waseca is highest at 48 bu/acre, Grand Rapids lowest at 24",
    codes: [],
    marks: 6,
  },
  {
    name: "volcano",
    template: "heatmap",
    data: () => {
      const volcano = json("volcano.json") as unknown as { width: number; height: number; values: number[] };
      return {
        rows: Array.from({ length: 20 }, (_, y) => `row ${y + 1}`),
        columns: Array.from({ length: 29 }, (_, x) => `c${x + 1}`),
        values: Array.from({ length: 20 }, (_, y) =>
          Array.from({ length: 29 }, (_, x) => volcano.values[y * 3 * volcano.width + x * 3] as number),
        ),
        name: "Height",
        unit: "m",
      };
    },
    title: "Height: row 11, c7 is highest at 193 m",
    codes: [],
    marks: 580,
  },
  {
    name: "people by age and year",
    template: "heatmap",
    data: () =>
      rows(
        population().filter(({ sex }) => sex === "women"),
        { x: "year", y: "people", series: "age" },
      ),
    title: "people: 35, 2000 is highest at 11.6 M, 90, 1850 lowest at 6,569",
    codes: [],
    marks: 285,
    never: /\d,\d{3}\.\d k/,
  },
  {
    name: "wettest days, four years",
    template: "calendar_heatmap",
    data: () =>
      rows(
        weather().map(({ date, precipitation }) => ({ date: String(date), Rain: precipitation ?? null })),
        { x: "date", y: "Rain" },
        { unit: "mm" },
      ),
    title: "Rain was highest on Mar 15, 2015, at 55.9 mm",
    codes: [],
    marks: 1461,
  },
  {
    name: "weather of Seattle",
    template: "doughnut",
    data: () => rows(counted(weather(), "weather", "Days"), { x: "weather", y: "Days" }),
    title: "rain: 43.9% of Days, the largest part",
    codes: [],
    marks: 5,
  },
  {
    name: "gender of the dead of the riots",
    template: "pie",
    data: () => rows(counted(csv("la-riots.csv"), "gender", "People"), { x: "gender", y: "People" }),
    title: "Male: 88.9% of People, the largest part",
    codes: [],
    marks: 2,
  },
  {
    name: "airports by state",
    template: "treemap",
    data: () =>
      rows(
        counted(
          csv("airports.csv").filter(({ state }) => String(state).length === 2),
          "state",
          "Airports",
        ),
        { x: "state", y: "Airports" },
      ),
    title: "AK: 7.8% of Airports, the largest part",
    codes: ["OTHERS"],
    marks: 40,
  },
  {
    name: "airports by state, on the map",
    template: "map",
    data: () => {
      const found = counted(
        csv("airports.csv").filter(({ state }) => String(state).length === 2),
        "state",
        "Airports",
      );
      return {
        labels: found.map(({ state }) => state),
        values: found.map(({ Airports }) => Airports),
        name: "Airports",
        map: "us",
      };
    },
    title: "Airports: Alaska is highest at 263",
    codes: ["LEFT_OUT"],
    marks: 51,
  },
  {
    name: "engineers by state, on the map",
    template: "map",
    data: () => rows(csv("population_engineers_hurricanes.csv"), { x: "state", y: "engineers" }, { unit: "ratio" }),
    title: "engineers: District of Columbia is highest at 1.18%, Puerto Rico lowest at 0.08%",
    codes: ["LEFT_OUT"],
    marks: 51,
  },
  {
    name: "life expectancy on the world",
    template: "map",
    data: () =>
      rows(
        gapminder().filter(({ year }) => year === "2005"),
        { x: "country", y: "life_expect" },
        { unit: "years" },
      ),
    title: "life_expect: Japan is highest at 82.5 years, South Africa lowest at 52.1",
    codes: ["LEFT_OUT"],
    marks: 176,
  },
  {
    name: "life expectancy, two years",
    template: "slope",
    data: () =>
      rows(
        gapminder().filter(({ year }) => year === "1955" || year === "2005"),
        { x: "year", y: "life_expect", series: "country" },
        { unit: "years" },
      ),
    title: "life_expect: 2005 is above 1955 in all but South Africa",
    codes: ["TOP_N"],
    marks: 30,
    never: /^Slope|Years: /,
  },
  {
    name: "women's work, two years",
    template: "dumbbell",
    data: () => {
      const all = json("jobs.json")
        .filter(({ sex, year }) => sex === "women" && (year === 1950 || year === 2000))
        .map((row) => ({ ...row, year: String(row.year), percent: (row.perc as number) * 100 }));
      const kept = new Set(all.filter(({ percent }) => percent > 0.8).map((row) => (row as { job?: string }).job));
      return rows(
        all.filter((row) => kept.has((row as { job?: string }).job)),
        { x: "year", y: "percent", series: "job" },
        { unit: "%" },
      );
    },
    title: "Manager / Owner: 2000 is furthest above 1950, by 3.3 pts",
    codes: [],
    marks: 17,
    never: /by 3.3%/,
  },
  {
    name: "unemployment, each industry by itself",
    template: "small_multiples",
    data: () => rows(unemployment(), { x: "date", y: "rate", series: "series" }, { unit: "%" }),
    title: "rate: Construction is highest in Feb 2010, at 27.1%",
    codes: [],
    marks: 14,
  },
  {
    name: "disasters, each kind by itself",
    template: "small_multiples",
    data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }),
    title: "Deaths: 11 series, each by itself",
    codes: [],
    marks: 11,
  },
  {
    name: "films by genre, the vital few",
    template: "pareto",
    data: () => rows(counted(movies(), "Major Genre", "Films"), { x: "Major Genre", y: "Films" }),
    title: "2 of 12 make up 50% of Films",
    codes: [],
    marks: 12,
    never: /drivers/,
  },
  {
    name: "birds and their cost",
    template: "pareto",
    data: () => {
      const cost = new Map<string, number>();
      for (const row of csv("birdstrikes.csv")) {
        const key = String(row["Wildlife Species"]);
        const value = row["Cost Total $"];
        if (typeof value === "number") cost.set(key, (cost.get(key) ?? 0) + value);
      }
      return { labels: [...cost.keys()], values: [...cost.values()], name: "Cost of bird strikes", unit: "USD" };
    },
    title: "2 of 22 make up 63.5% of Cost of bird strikes",
    codes: ["OTHERS"],
    marks: 20,
  },
  {
    name: "power of Iowa, cut twice",
    template: "marimekko",
    data: () =>
      rows(
        power()
          .filter(({ year }) => /2001|2009|2017/.test(String(year)))
          .map((row) => ({ ...row, year: String(row.year).slice(0, 4) })),
        { x: "year", y: "net_generation", series: "source" },
        { unit: "GWh" },
      ),
    title: "Renewables rose from 3.5% to 38.8% of net_generation, 2001 to 2017",
    codes: [],
    marks: 9,
    never: /2017: /,
  },
  {
    name: "income groups by region",
    template: "marimekko",
    data: () =>
      rows(
        json("income.json").map((row) => ({ ...row, people: (row.pct as number) * (row.total as number) })),
        { x: "region", y: "people", series: "group", aggregate: "sum" },
      ),
    title: "south: 36.8% of people, the largest part",
    codes: ["OTHERS"],
    marks: 30,
  },
  {
    name: "flights between airports",
    template: "sankey",
    data: () =>
      rows(
        csv("flights-airport.csv")
          .filter(({ count }) => (count as number) > 9000)
          .map((row) => ({ ...row, destination: `${row.destination} (in)` })),
        { x: "origin", series: "destination", y: "count" },
      ),
    title: "count: SFO to LAX (in) carries most, 4%",
    codes: [],
    marks: 32,
  },
  {
    name: "antibiotics",
    template: "table",
    data: () => json("burtin.json"),
    title: "Penicillin: Aerobacter aerogenes is highest at 870",
    codes: [],
    marks: 16,
  },
  {
    name: "cars, the whole table",
    template: "table",
    data: () => cars(),
    title: "Miles_per_Gallon: mazda glc is highest at 46.6, hi 1200d lowest at 9.0",
    codes: [],
    marks: 406,
  },
  { name: "penguins, whatever fits", template: "auto", data: () => json("penguins.json"), title: "Table", codes: [], marks: 344 },
  {
    name: "S&P 500, whatever fits",
    template: "auto",
    data: () => csv("sp500.csv"),
    title: "price was lowest in Feb 2009, at 735",
    codes: [],
    marks: 123,
  },
  {
    name: "weather, whatever fits",
    template: "auto",
    data: () => counted(weather(), "weather", "Days"),
    title: "Days: rain is highest at 641, snow lowest at 26",
    codes: [],
    marks: 5,
  },
  {
    name: "films in three panels from one table",
    template: "dashboard",
    data: () => ({
      rows: movies()
        .slice(0, 1500)
        .map((row) => ({
          genre: row["Major Genre"] ?? null,
          rating: row["IMDB Rating"] ?? null,
          gross: row["Worldwide Gross"] ?? null,
          source: row.Source ?? null,
        })),
      panels: [
        { template: "bar", data: { encoding: { x: "genre", y: "gross", aggregate: "sum" }, unit: "USD" } },
        { template: "bar", data: { encoding: { x: "source", y: "rating", aggregate: "mean" } } },
        { template: "boxplot", data: { encoding: { x: "genre", y: "rating" } } },
      ],
    }),
    title: "gross: Action is highest at $28.00 B, Documentary lowest at $0.13 B",
    codes: [],
    marks: 12,
  },
];
