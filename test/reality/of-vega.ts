import type { Reality } from "./case.ts";
import { counted, csv, json, rows } from "./tables.ts";

const cars = () => json("cars.json").map((car) => ({ ...car, Year: String(car.Year).slice(0, 4) }));
const jobs = () => csv("us-employment.csv");
const stocks = (symbol?: string) => csv("stocks.csv").filter((row) => symbol === undefined || row.symbol === symbol);
const power = () => csv("iowa-electricity.csv");
const disasters = () => csv("disasters.csv").map((row) => ({ ...row, Year: String(row.Year) }));
const weather = () => csv("seattle-weather.csv");
const gapminder = () => json("gapminder.json").map((row) => ({ ...row, year: String(row.year) }));
const population = () => json("population.json").map((row) => ({ ...row, year: String(row.year), age: String(row.age), sex: row.sex === 1 ? "men" : "women" }));
const movies = () => json("movies.json");
const flights = () => json("flights-2k.json");
const unemployment = () => json("unemployment-across-industries.json");

export const ofVega: readonly Reality[] = [
  { name: "CO2, 741 months", template: "line", data: () => rows(csv("co2-concentration.csv"), { x: "Date", y: "CO2" }, { unit: "ppm" }), title: /x/ },
  { name: "stocks, five", template: "line", data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { unit: "USD" }), title: /x/ },
  { name: "stocks, base 100", template: "line", data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { index: 100 }), title: /x/ },
  { name: "stocks, log, one in colour", template: "line", data: () => rows(stocks(), { x: "date", y: "price", series: "symbol" }, { scale: "log", highlight: ["AAPL"], unit: "USD" }), title: /x/ },
  { name: "S&P 500", template: "line", data: () => rows(csv("sp500.csv"), { x: "date", y: "price" }), title: /x/ },
  { name: "jobs, change by month", template: "line", data: () => rows(jobs(), { x: "month", y: "nonfarm_change" }, { unit: "thousand" }), title: /x/ },
  { name: "jobs, all of them", template: "line", data: () => rows(jobs(), { x: "month", y: "nonfarm" }, { unit: "thousand" }), title: /x/ },
  { name: "unemployment, fourteen industries", template: "line", data: () => rows(unemployment(), { x: "date", y: "rate", series: "series" }, { unit: "%" }), title: /x/ },
  { name: "disasters, eleven kinds", template: "line", data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }), title: /x/ },
  { name: "disasters, stacked with their total", template: "stacked_bar", data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }), title: /x/ },
  { name: "global temperature below zero", template: "line", data: () => rows(csv("global-temp.csv").map((row) => ({ ...row, year: String(row.year) })), { x: "year", y: "temp" }, { unit: "°C" }), title: /x/ },
  { name: "wheat and wages", template: "line", data: () => rows(json("wheat.json"), { x: "year", y: "wheat" }, { unit: "shillings" }), title: /x/ },
  { name: "driving, a path in time", template: "line", data: () => rows(json("driving.json").map((row) => ({ ...row, year: String(row.year) })), { x: "year", y: "gas" }, { unit: "USD" }), title: /x/ },
  { name: "commits, by the hour", template: "line", data: () => rows(csv("github.csv"), { x: "time", y: "count" }), title: /x/ },
  { name: "temperature of 8,759 hours", template: "line", data: () => rows(csv("seattle-weather-hourly-normals.csv"), { x: "date", y: "temperature" }, { unit: "°C" }), title: /x/ },
  { name: "power of Iowa, areas", template: "area", data: () => rows(power(), { x: "year", y: "net_generation", series: "source" }, { unit: "GWh" }), title: /x/ },
  { name: "power of Iowa, of a hundred", template: "area", data: () => rows(power(), { x: "year", y: "net_generation", series: "source" }, { stack: "100%" }), title: /x/ },
  { name: "unemployed by industry, areas", template: "area", data: () => rows(unemployment(), { x: "date", y: "count", series: "series" }, { unit: "thousand" }), title: /x/ },
  { name: "crimea, three causes", template: "stacked_bar", data: () => { const crimea = json("crimea.json"); return { labels: crimea.map(({ date }) => date), series: ["wounds", "other", "disease"].map((name) => ({ name, values: crimea.map((row) => row[name]) })), unit: "deaths" }; }, title: /x/ },
  { name: "people by age and sex", template: "stacked_bar", data: () => rows(population().filter(({ year }) => year === "2000"), { x: "age", y: "people", series: "sex" }), title: /x/ },
  { name: "barley, ten varieties over two years", template: "bar", data: () => rows(json("barley.json").map((row) => ({ ...row, year: String(row.year) })), { x: "variety", y: "yield", series: "year", aggregate: "mean" }, { unit: "bu/acre" }), title: /x/ },
  { name: "films by genre", template: "bar", data: () => rows(counted(movies(), "Major Genre", "Films"), { x: "Major Genre", y: "Films" }), title: /x/ },
  { name: "income of films by distributor", template: "bar", data: () => rows(movies(), { x: "Distributor", y: "Worldwide Gross", aggregate: "sum" }, { unit: "USD" }), title: /x/ },
  { name: "obesity by state, given as ratios", template: "bar", data: () => rows(json("obesity.json"), { x: "state", y: "rate" }, { unit: "ratio" }), title: /x/ },
  { name: "obesity by state, ratios said to be percent", template: "bar", data: () => rows(json("obesity.json"), { x: "state", y: "rate" }, { unit: "%" }), title: /x/ },
  { name: "political money by party, with negatives", template: "bar", data: () => rows(json("political-contributions.json"), { x: "Candidate_Name", y: "Total_Receipts" }, { unit: "USD" }), title: /x/ },
  { name: "monthly returns", template: "bar", data: () => rows(json("ohlc.json"), { x: "date", y: "ret" }), title: /x/ },
  { name: "horsepower and miles", template: "scatter", data: () => rows(cars(), { x: "Horsepower", y: "Miles_per_Gallon", series: "Origin", label: "Name" }), title: /x/ },
  { name: "anscombe's first", template: "scatter", data: () => rows(json("anscombe.json").filter(({ Series }) => Series === "I"), { x: "X", y: "Y" }), title: /x/ },
  { name: "income and health of 187 countries", template: "scatter", data: () => rows(csv("gapminder-health-income.csv"), { x: "income", y: "health", size: "population", label: "country", series: "region" }), title: /x/ },
  { name: "a cloud of no direction", template: "scatter", data: () => rows(json("uniform-2d.json"), { x: "u", y: "v" }), title: /x/ },
  { name: "wind of 4,800 points", template: "scatter", data: () => rows(csv("windvectors.csv"), { x: "longitude", y: "speed" }), title: /x/ },
  { name: "ratings of 3,201 films", template: "scatter", data: () => rows(movies(), { x: "Rotten Tomatoes Rating", y: "IMDB Rating" }), title: /x/ },
  { name: "delays of 2,000 flights", template: "histogram", data: () => rows(flights(), { x: "delay" }, { unit: "min" }), title: /x/ },
  { name: "one normal, 500", template: "histogram", data: () => rows(json("normal-2d.json"), { x: "u" }), title: /x/ },
  { name: "mass of penguins", template: "boxplot", data: () => rows(json("penguins.json"), { x: "Species", y: "Body Mass (g)" }, { unit: "g" }), title: /x/ },
  { name: "yield by site", template: "boxplot", data: () => rows(json("barley.json"), { x: "site", y: "yield" }, { unit: "bu/acre" }), title: /x/ },
  { name: "volcano", template: "heatmap", data: () => { const volcano = json("volcano.json") as unknown as { width: number; height: number; values: number[] }; return { rows: Array.from({ length: 20 }, (_, y) => `row ${y + 1}`), columns: Array.from({ length: 29 }, (_, x) => `c${x + 1}`), values: Array.from({ length: 20 }, (_, y) => Array.from({ length: 29 }, (_, x) => volcano.values[y * 3 * volcano.width + x * 3] as number)), name: "Height", unit: "m" }; }, title: /x/ },
  { name: "people by age and year", template: "heatmap", data: () => rows(population().filter(({ sex }) => sex === "women"), { x: "year", y: "people", series: "age" }), title: /x/ },
  { name: "wettest days, four years", template: "calendar_heatmap", data: () => rows(weather().map(({ date, precipitation }) => ({ date: String(date), Rain: precipitation ?? null })), { x: "date", y: "Rain" }, { unit: "mm" }), title: /x/ },
  { name: "weather of Seattle", template: "doughnut", data: () => rows(counted(weather(), "weather", "Days"), { x: "weather", y: "Days" }), title: /x/ },
  { name: "gender of the dead of the riots", template: "pie", data: () => rows(counted(csv("la-riots.csv"), "gender", "People"), { x: "gender", y: "People" }), title: /x/ },
  { name: "airports by state", template: "treemap", data: () => rows(counted(csv("airports.csv").filter(({ state }) => String(state).length === 2), "state", "Airports"), { x: "state", y: "Airports" }), title: /x/ },
  { name: "airports by state, on the map", template: "map", data: () => { const found = counted(csv("airports.csv").filter(({ state }) => String(state).length === 2), "state", "Airports"); return { labels: found.map(({ state }) => state), values: found.map(({ Airports }) => Airports), name: "Airports", map: "us" }; }, title: /x/ },
  { name: "engineers by state, on the map", template: "map", data: () => rows(csv("population_engineers_hurricanes.csv"), { x: "state", y: "engineers" }, { unit: "ratio" }), title: /x/ },
  { name: "life expectancy on the world", template: "map", data: () => rows(gapminder().filter(({ year }) => year === "2005"), { x: "country", y: "life_expect" }, { unit: "years" }), title: /x/ },
  { name: "life expectancy, two years", template: "slope", data: () => rows(gapminder().filter(({ year }) => year === "1955" || year === "2005"), { x: "year", y: "life_expect", series: "country" }, { unit: "years" }), title: /x/ },
  { name: "women's work, two years", template: "dumbbell", data: () => { const all = json("jobs.json").filter(({ sex, year }) => sex === "women" && (year === 1950 || year === 2000)).map((row) => ({ ...row, year: String(row.year), percent: (row.perc as number) * 100 })); const kept = new Set(all.filter(({ percent }) => percent > 0.8).map((row) => (row as { job?: string }).job)); return rows(all.filter((row) => kept.has((row as { job?: string }).job)), { x: "year", y: "percent", series: "job" }, { unit: "%" }); }, title: /x/ },
  { name: "unemployment, each industry by itself", template: "small_multiples", data: () => rows(unemployment(), { x: "date", y: "rate", series: "series" }, { unit: "%" }), title: /x/ },
  { name: "disasters, each kind by itself", template: "small_multiples", data: () => rows(disasters(), { x: "Year", y: "Deaths", series: "Entity" }), title: /x/ },
  { name: "films by genre, the vital few", template: "pareto", data: () => rows(counted(movies(), "Major Genre", "Films"), { x: "Major Genre", y: "Films" }), title: /x/ },
  { name: "birds and their cost", template: "pareto", data: () => { const cost = new Map<string, number>(); for (const row of csv("birdstrikes.csv")) { const key = String(row["Wildlife Species"]); const value = row["Cost Total $"]; if (typeof value === "number") cost.set(key, (cost.get(key) ?? 0) + value); } return { labels: [...cost.keys()], values: [...cost.values()], name: "Cost of bird strikes", unit: "USD" }; }, title: /x/ },
  { name: "power of Iowa, cut twice", template: "marimekko", data: () => rows(power().filter(({ year }) => /2001|2009|2017/.test(String(year))).map((row) => ({ ...row, year: String(row.year).slice(0, 4) })), { x: "year", y: "net_generation", series: "source" }, { unit: "GWh" }), title: /x/ },
  { name: "income groups by region", template: "marimekko", data: () => rows(json("income.json"), { x: "region", y: "total", series: "group", aggregate: "sum" }), title: /x/ },
  { name: "flights between airports", template: "sankey", data: () => rows(csv("flights-airport.csv").filter(({ count }) => (count as number) > 9000).map((row) => ({ ...row, destination: `to ${row.destination}` })), { x: "origin", series: "destination", y: "count" }), title: /x/ },
  { name: "antibiotics", template: "table", data: () => json("burtin.json"), title: /x/ },
  { name: "cars, the whole table", template: "table", data: () => cars(), title: /x/ },
  { name: "penguins, whatever fits", template: "auto", data: () => json("penguins.json"), title: /x/ },
  { name: "S&P 500, whatever fits", template: "auto", data: () => csv("sp500.csv"), title: /x/ },
  { name: "weather, whatever fits", template: "auto", data: () => counted(weather(), "weather", "Days"), title: /x/ },
  { name: "films in three panels from one table", template: "dashboard", data: () => ({ rows: movies().slice(0, 1500).map((row) => ({ genre: row["Major Genre"] ?? null, rating: row["IMDB Rating"] ?? null, gross: row["Worldwide Gross"] ?? null, source: row["Source"] ?? null })), panels: [ { template: "bar", data: { encoding: { x: "genre", y: "gross", aggregate: "sum" }, unit: "USD" } }, { template: "bar", data: { encoding: { x: "source", y: "rating", aggregate: "mean" } } }, { template: "boxplot", data: { encoding: { x: "genre", y: "rating" } } } ] }), title: /x/ },
];
