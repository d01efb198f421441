// What one chooses in the settings shows at once; the server keeps it and draws the next page with it.
(() => {
  "use strict";
  const ATTRIBUTES = { theme: "theme", text_size: "text", contrast: "contrast", motion: "motion", shortcuts: "shortcuts" };

  document.addEventListener("change", (event) => {
    if (!event.target.closest("[data-settings]")) return;
    const name = ATTRIBUTES[event.target.name];
    if (!name) return;
    if (event.target.value) document.documentElement.dataset[name] = event.target.value;
    else delete document.documentElement.dataset[name];
  });
})();
