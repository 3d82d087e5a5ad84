// The builder's form sends itself when something is chosen; the lines can be copied.
"use strict";
(() => {
  const form = document.getElementById("builder");
  form.addEventListener("change", () => form.requestSubmit());
  const copying = document.getElementById("copy-snippet");
  if (!navigator.clipboard) return;
  copying.hidden = false;
  copying.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("snippet").textContent);
    copying.querySelector("[role=status]").textContent = "Copied";
  });
})();
