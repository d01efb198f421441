// A button beside a link copies the link; where the browser has no clipboard (no TLS), the button stays away.
(() => {
  "use strict";
  if (!navigator.clipboard) return;

  function show() {
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).href);
    button.textContent = "Copied";
  });

  document.addEventListener("htmx:oobAfterSwap", show);
  show();
})();
