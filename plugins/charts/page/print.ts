import { charts, spec } from "./view.ts";

/** A canvas prints blank in some browsers: images stand in for the time of printing. */
export function printAsImages(): void {
  addEventListener("beforeprint", () => {
    for (const [index, chart] of charts) {
      const image = new Image();
      image.alt = spec.panels[index]?.title ?? "";
      image.src = chart.toBase64Image();
      chart.canvas.parentElement?.append(image);
    }
  });
  addEventListener("afterprint", () => {
    for (const image of document.querySelectorAll(".plot img")) image.remove();
  });
}
