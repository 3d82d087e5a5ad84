/* Moothall's widget: <moothall-ask council="..." lang="cy" mode="float" text-heading="...">.
   No cookies, no storage, nothing from other sites. See docs/widget.md. */
(() => {
  "use strict";
  if (customElements.get("moothall-ask")) return;
  const HERE = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;

  const TEXTS = {
    en: {
      heading: "Ask the council’s records",
      label: "Your question",
      hint: "What was said, decided or spent? You get the council’s own words, with the page.",
      submit: "Ask",
      waiting: "Looking through the records …",
      answered: "Answered",
      partly_answered: "Partly answered",
      not_in_records: "Not in the records",
      not_a_question: "Not a question",
      quoted: "Quoted from the records",
      written: "Written by AI from the records",
      page: "page {0}",
      nearest: "The nearest records",
      all: "Open this answer on its own page",
      done: "The answer is complete: {0}.",
      failed: "There is no answer just now. {0}",
      offline: "The connection broke off. You may be offline.",
      again: "Try again",
      open: "Ask the records",
      close: "Close",
      checked: "Every quotation is checked against its page.",
      none: "",
      no_question: "",
    },
    cy: {
      heading: "Gofynnwch i gofnodion y cyngor",
      label: "Eich cwestiwn",
      hint: "Beth gafodd ei ddweud, ei benderfynu neu ei wario? Cewch eiriau’r cyngor ei hun, a’r dudalen.",
      submit: "Gofyn",
      waiting: "Yn chwilio drwy’r cofnodion …",
      answered: "Wedi’i ateb",
      partly_answered: "Wedi’i ateb yn rhannol",
      not_in_records: "Nid yw yn y cofnodion",
      not_a_question: "Nid yw’n gwestiwn",
      quoted: "Dyfynnwyd o’r cofnodion",
      written: "Ysgrifennwyd gan AI o’r cofnodion",
      page: "tudalen {0}",
      nearest: "Y cofnodion agosaf",
      all: "Agor yr ateb hwn ar ei dudalen ei hun",
      done: "Mae’r ateb yn gyflawn: {0}.",
      failed: "Nid oes ateb ar hyn o bryd. {0}",
      offline: "Torrwyd y cysylltiad. Efallai eich bod all-lein.",
      again: "Rhowch gynnig arall arni",
      open: "Gofyn i’r cofnodion",
      close: "Cau",
      checked: "Mae pob dyfyniad yn cael ei wirio yn erbyn ei dudalen.",
      none: "Nid yw’r cofnodion a gedwir yma yn ateb hyn.",
      no_question: "Nid cwestiwn i’r cofnodion yw hwn.",
    },
  };

  /* "!important" of the inside beats that of the page: nothing outside can undo these. */
  const STYLE = `
:host{all:initial!important;display:block!important;box-sizing:border-box!important;
  max-width:100%!important;
  --a:var(--moothall-accent,#1d4f4a);--on:var(--moothall-accent-text,#fff);
  --b:var(--moothall-background,#fff);--t:var(--moothall-text,#1b2422);
  --s:var(--moothall-soft,#4d5956);--l:var(--moothall-line,#cfd6d2);
  --k:var(--moothall-link,#0f5c8c);--r:var(--moothall-radius,.5rem);
  --f:var(--moothall-font,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif)}
:host([mode=float]){position:fixed!important;inset-block-end:1rem!important;
  inset-inline-end:1rem!important;z-index:2147483000!important}
:host([hidden]){display:none!important}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){
  --a:var(--moothall-accent-dark,#9ad1c8);--on:var(--moothall-accent-text-dark,#10201d);
  --b:var(--moothall-background-dark,#1a2221);--t:var(--moothall-text-dark,#e8eeec);
  --s:var(--moothall-soft-dark,#b3bfbb);--l:var(--moothall-line-dark,#3a4744);
  --k:var(--moothall-link-dark,#8cc8f2)}}
*{box-sizing:border-box}
[hidden]{display:none!important}
.box{font:400 1rem/1.5 var(--f);color:var(--t);background:var(--b);border:1px solid var(--l);
  border-radius:var(--r);padding:1rem;text-align:start;overflow-wrap:anywhere}
dialog.box{width:min(36rem,calc(100vw - 1rem));max-height:calc(100vh - 1rem);max-width:none;
  margin:auto;overflow:auto}
dialog::backdrop{background:#0008}
h2,h3{font-size:1.15rem;line-height:1.3;margin:0 0 .25rem}
h3{font-size:1rem;margin-block:1rem .25rem}
p{margin:.25rem 0 .5rem}
.soft{color:var(--s);font-size:.9rem}
label{font-weight:600;display:block;margin-block-end:.25rem}
.line{display:flex;gap:.5rem;flex-wrap:wrap}
input,button{font:inherit;min-height:2.75rem;border-radius:.3rem;padding:.4rem .7rem;max-width:100%}
input{flex:1 1 11rem;min-width:0;border:2px solid var(--s);background:var(--b);color:inherit}
button{border:2px solid var(--a);background:var(--a);color:var(--on);font-weight:600;cursor:pointer}
.bare{background:none;color:var(--k);border-color:var(--l);font-weight:400}
.open{border-radius:2rem;padding:.5rem 1.25rem;box-shadow:0 2px 8px #0004;font:600 1rem/1.5 var(--f)}
.top{display:flex;justify-content:space-between;gap:1rem;align-items:start}
:focus-visible{outline:3px solid var(--moothall-focus,#b35c00);outline-offset:2px}
@media (prefers-color-scheme:dark){:focus-visible{outline-color:var(--moothall-focus,#ffc24d)}}
h2:focus,h3:focus{outline:none}
ol,ul{list-style:none;margin:.75rem 0;padding:0}
li{border-block-start:1px solid var(--l);padding-block:.75rem}
blockquote{margin:0 0 .35rem;font-size:1.05rem;white-space:pre-line}
.status{font-weight:600;border-inline-start:.35rem solid var(--a);padding-inline-start:.6rem}
a{color:var(--k);text-underline-offset:.15em}
.rows{overflow-x:auto}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{border:1px solid var(--l);padding:.2rem .4rem;text-align:start;overflow-wrap:normal}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.waiting::before{content:"";display:inline-block;width:1em;height:1em;margin-inline-end:.5rem;
  vertical-align:-.15em;border:3px solid var(--l);border-block-start-color:var(--a);border-radius:50%;
  animation:turn .9s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
@media (prefers-reduced-motion:reduce){.waiting::before{animation:none}}
@media (forced-colors:active){.status{border-color:CanvasText}}`;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  /* Text is only ever set as text: what records and questions hold is never read as HTML. */
  const make = (name, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside.filter(Boolean));
    return element;
  };
  const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]);

  async function* eventsOf(response) {
    const reader = response.body.getReader(), decoder = new TextDecoder();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      held += decoder.decode(value, { stream: true });
      for (let end; (end = held.indexOf("\n\n")) >= 0; held = held.slice(end + 2)) {
        const event = {};
        for (const line of held.slice(0, end).split("\n")) {
          const colon = line.indexOf(": ");
          if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
        }
        if (event.event) yield event;
      }
    }
  }

  let count = 0;

  class MoothallAsk extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #earlier = [];
    #stop = null;
    #texts = null;

    static observedAttributes = ["lang", "dir", "mode", "theme"];

    connectedCallback() {
      this.#root.adoptedStyleSheets = [sheet];
      this.#build();
    }

    disconnectedCallback() { this.#stop?.abort(); }

    attributeChangedCallback(_name, before, after) {
      if (this.isConnected && before !== after) this.#build();
    }

    /* Other words for any text: element.texts = {submit: "Go"}, or the attribute text-submit. */
    set texts(given) {
      this.#texts = given;
      if (this.isConnected) this.#build();
    }

    get texts() { return this.#texts; }

    get server() { return (this.getAttribute("server") || HERE).replace(/\/+$/, ""); }

    get #language() {
      const asked = (this.closest("[lang]")?.getAttribute("lang") || "en").slice(0, 2).toLowerCase();
      return asked in TEXTS ? asked : "en";
    }

    #say(name, ...values) {
      const shipped = TEXTS[this.#language];
      const own = this.getAttribute(`text-${name.replace(/_/g, "-")}`);
      return filled(own ?? this.#texts?.[name] ?? shipped[name], ...values);
    }

    #tell(name, detail) {
      this.dispatchEvent(
        new CustomEvent(`moothall:${name}`, { detail, bubbles: true, composed: true }));
    }

    #build() {
      this.#stop?.abort();
      this.#earlier = [];
      const float = this.getAttribute("mode") === "float", id = `q${count += 1}`;
      const box = make(float ? "dialog" : "section", { className: "box" });
      const heading = make("h2", { id: `${id}-heading`, textContent: this.#say("heading") });
      box.setAttribute("aria-labelledby", heading.id);
      box.dir = this.#direction();
      box.lang = this.#language;
      const close = float && make("button", { type: "button", className: "bare",
        textContent: this.#say("close"), onclick: () => box.close() });
      const input = make("input", { id, type: "text", required: true, maxLength: 1000,
        autocomplete: "off", enterKeyHint: "search" });
      const form = make("form", {},
        make("label", { htmlFor: id, textContent: this.#say("label") }),
        make("div", { className: "line" }, input, make("button", { textContent: this.#say("submit") })));
      const live = make("p", { className: "hidden" });
      live.setAttribute("role", "status");
      const place = make("div");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const question = input.value.trim();
        if (question) this.#ask(question, place, live);
      });
      box.append(
        make("div", { className: "top" }, heading, close),
        make("p", { className: "soft", textContent: this.#say("hint") }),
        form, live, place,
        make("p", { className: "soft", textContent: this.#say("checked") }));
      this.#root.replaceChildren(box);
      if (float) {
        const open = make("button", { type: "button", className: "open",
          textContent: this.#say("open") });
        open.setAttribute("aria-haspopup", "dialog");
        open.addEventListener("click", () => { box.showModal(); input.focus(); this.#tell("open"); });
        box.addEventListener("close", () => { open.focus(); this.#tell("close"); });
        open.lang = this.#language;
        this.#root.prepend(open);
      }
    }

    #direction() {
      const own = this.closest("[dir]")?.getAttribute("dir");
      return own === "rtl" || own === "ltr" ? own : getComputedStyle(this.parentElement || this).direction;
    }

    async #ask(question, place, live) {
      this.#stop?.abort();
      const stop = (this.#stop = new AbortController());
      const asked = make("h3", { tabIndex: -1, textContent: question });
      const status = make("p", { className: "waiting", textContent: this.#say("waiting") });
      const list = make("ol"), below = make("div");
      place.replaceChildren(asked, status, list, below);
      place.setAttribute("aria-busy", "true");
      live.textContent = "";
      asked.focus();
      this.#tell("ask", { question });
      const fail = (words) => {
        status.className = "status";
        status.textContent = words;
        below.replaceChildren(make("p", {}, make("button", { type: "button", className: "bare",
          textContent: this.#say("again"), onclick: () => this.#ask(question, place, live) })));
        live.textContent = words;
        place.removeAttribute("aria-busy");
        this.#tell("error", { question, message: words });
      };
      const council = this.getAttribute("council");
      const body = JSON.stringify({ question, earlier: this.#earlier.slice(-20),
        councils: council ? [council] : [] });
      let last = "";
      for (let tries = 0; tries < 3; tries += 1) {
        try {
          const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
          if (last) headers["Last-Event-ID"] = last;
          const response = await fetch(`${this.server}/api/v1/ask`,
            { method: "POST", headers, body, signal: stop.signal, credentials: "omit" });
          if (!response.ok) return void fail(this.#say("failed", (await response.json()).detail));
          for await (const event of eventsOf(response)) {
            last = event.id;
            const told = JSON.parse(event.data);
            if (event.event === "reading") list.replaceChildren();
            if (event.event === "statement") {
              list.append(this.#statement(told.statement, told.proofs, told.table));
            }
            if (event.event === "error") return void fail(this.#say("failed", told.detail));
            if (event.event === "done") {
              this.#finish(told, status, list, below);
              live.textContent = this.#say("done", this.#say(told.status));
              place.removeAttribute("aria-busy");
              this.#earlier.push(question);
              return void this.#tell("answer", { question, answer: told });
            }
          }
        } catch {
          if (stop.signal.aborted) return undefined;
        }
        await new Promise((later) => { setTimeout(later, 400 * 2 ** tries); });
      }
      return void fail(this.#say("offline"));
    }

    #link(path, textContent) {
      return make("a", { href: this.server + path, textContent, target: "_blank", rel: "noopener" });
    }

    #finish(answer, status, list, below) {
      status.className = "status";
      status.textContent = this.#say(answer.status);
      if (answer.statements.length) {
        const how = answer.composer === "quoting" ? "quoted" : "written";
        status.append(` · ${this.#say(how)}`);
      }
      list.replaceChildren(...answer.statements.map(
        (statement, at) => this.#statement(statement, answer.proofs[at], answer.tables[at])));
      below.replaceChildren();
      if (!answer.statements.length) {
        /* The service says why in English; other languages say the gist before it. */
        const gist = this.#say(answer.status === "not_a_question" ? "no_question" : "none");
        if (gist) below.append(make("p", { textContent: gist }));
        below.append(make("p", { lang: "en", textContent: answer.introduction }));
      }
      if (answer.nearest.length) {
        below.append(make("h3", { textContent: this.#say("nearest") }),
          make("ul", {}, ...answer.nearest.map((near) => make("li", {}, this.#link(
            `/documents/${near.document.id}/pages/${near.page}`,
            `${near.document.title}, ${this.#say("page", near.page)}`)))));
      }
      below.append(make("p", {}, this.#link(answer.link, this.#say("all"))));
    }

    #statement(statement, proofs, table) {
      const meeting = statement.citations[0].meeting;
      const where = meeting && [meeting.council, meeting.body, meeting.date && new Date(`${meeting.date}T12:00Z`)
        .toLocaleDateString(this.#language === "cy" ? "cy" : "en-GB",
          { day: "numeric", month: "long", year: "numeric" })].filter(Boolean).join(", ");
      const links = proofs.flatMap((proof, at) => [at ? " · " : "", this.#link(proof.path,
        `${proof.document.title}, ${this.#say("page", proof.page)}`)]);
      return make("li", {}, this.#words(statement, table),
        where && make("p", { className: "soft", textContent: where }),
        make("p", { className: "soft" }, ...links));
    }

    #words(statement, table) {
      const over = statement.caption
        && make("div", { className: "soft", textContent: statement.caption });
      if (!table) return make("blockquote", {}, over, statement.text.replaceAll("\n\n", "\n"));
      if (table.pairs.length) {
        return make("blockquote", {}, over, ...table.pairs.map(([name, cell]) => make("p", {},
          name && make("b", { textContent: `${name}: ` }), cell)));
      }
      const line = (row, cell) => make("tr", {},
        ...row.map((words) => make(cell, { textContent: words })));
      const box = make("div", { className: "rows", tabIndex: 0 }, over, make("table", {},
        table.headings.length && make("thead", {}, line(table.headings, "th")),
        make("tbody", {}, ...table.rows.map((row) => line(row, "td")))));
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", this.#say("quoted"));
      return box;
    }
  }

  customElements.define("moothall-ask", MoothallAsk);
})();
