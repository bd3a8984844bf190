/** Three bars on the brand's gradient. */
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#667eea"/><stop offset="1" stop-color="#764ba2"/></linearGradient></defs><rect width="64" height="64" rx="15" fill="url(#g)"/><path d="M16 46V32h8v14zm12 0V22h8v24zm12 0V14h8v32z" fill="#fff"/></svg>`;

export const icon = {
  src: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
  mimeType: "image/svg+xml",
  sizes: ["any"],
};
