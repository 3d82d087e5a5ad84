// Each form of a citation can be copied; where the browser cannot, its text is there to select.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  const textOf = (button) => button.closest("section").querySelector("pre").textContent;
  const buttons = [...document.querySelectorAll("[data-copy]")];
  const plain = textOf(buttons[0]);

  // What takes rich text gets the quotation, what does not gets the plain form.
  const copyHtml = (html) => navigator.clipboard.write([
    new ClipboardItem({
      "text/html": new Blob([html], { type: "text/html" }),
      "text/plain": new Blob([plain], { type: "text/plain" }),
    }),
  ]);

  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const status = button.nextElementSibling;
      const rich = button.dataset.copy === "HTML" && window.ClipboardItem;
      try {
        await (rich ? copyHtml(textOf(button)) : navigator.clipboard.writeText(textOf(button)));
        status.textContent = "Copied";
      } catch {
        status.textContent = "The browser does not let this page copy: select the text.";
      }
    });
  }
})();
