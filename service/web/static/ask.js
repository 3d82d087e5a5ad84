// The ask page works without this. With it, answers arrive in parts, and follow one another.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("ask"), box = byId("q"), fault = byId("fault"), thread = byId("thread");
  const announcement = byId("announcement");
  const TRIES = 3;
  let running = null;

  const say = (words) => {
    announcement.textContent = "";
    setTimeout(() => { announcement.textContent = words; }, 50);
  };

  const blame = (words) => {
    fault.textContent = words;
    fault.hidden = !words;
    box.toggleAttribute("aria-invalid", Boolean(words));
    if (words) {
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", "fault");
      box.focus();
    }
  };

  // Server-sent events out of a response, as {id, name, data}.
  async function* eventsOf(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      held += value;
      for (let end; (end = held.indexOf("\n\n")) >= 0; held = held.slice(end + 2)) {
        const event = { data: [] };
        for (const line of held.slice(0, end).split("\n")) {
          const [field, ...rest] = line.split(": ");
          if (field === "data") event.data.push(rest.join(": "));
          else if (field) event[field] = rest.join(": ");
        }
        if (event.event) yield { id: event.id, name: event.event, data: event.data.join("\n") };
      }
    }
  }

  const fill = (section, part, html, added) => {
    const place = section.querySelector(`[data-part="${part}"]`);
    if (added) place.insertAdjacentHTML("beforeend", html);
    else place.innerHTML = html;
  };

  const show = (section, event) => {
    if (event.name === "reading") {
      fill(section, "statements", "");
      fill(section, "reading", event.data);
    } else if (event.name === "statement") fill(section, "statements", event.data, true);
    else if (event.name === "error") fill(section, "status", event.data);
    else fill(section, event.name, event.data);
  };

  const finish = (section, words) => {
    section.removeAttribute("aria-busy");
    running = null;
    enhance(section);
    say(words);
  };

  const summary = (section) => {
    const status = section.querySelector(".status strong")?.textContent || "Done";
    const count = section.querySelectorAll(".statements > li").length;
    return count ? `${status}, with ${count} ${count === 1 ? "statement" : "statements"}.` : `${status}.`;
  };

  const breakOff = (section, query) => {
    fill(section, "status", byId("offline").innerHTML);
    section.querySelector("[data-again]").addEventListener("click", () => {
      fill(section, "status", byId("new-answer").content.querySelector(".waiting").outerHTML);
      section.setAttribute("aria-busy", "true");
      section.querySelector("h1").focus();
      receive(section, query);
    });
    finish(section, "The connection broke off.");
  };

  async function receive(section, query) {
    const stop = (running = new AbortController());
    let last = "";
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        const headers = { Accept: "text/event-stream" };
        if (last) headers["Last-Event-ID"] = last;
        const response = await fetch(`/answer?${query}`, { headers, signal: stop.signal });
        if (!response.ok) {
          const problem = await response.json();
          if (response.status === 400) {
            section.remove();
            running = null;
            const first = !thread.querySelector(".answer");
            byId("intro").hidden = byId("start").hidden = !first;
            box.value = query.get("q");
            blame(problem.detail);
            return;
          }
          throw Object.assign(new Error(problem.detail), { told: true });
        }
        for await (const event of eventsOf(response)) {
          last = event.id;
          show(section, event);
          if (event.name === "done" || event.name === "error") {
            if (event.name === "done") remember(query);
            finish(section, summary(section));
            return;
          }
        }
      } catch (error) {
        if (stop.signal.aborted) return;
        if (error.told) {
          fill(section, "status",
            "<p class=\"status failed\"><strong>Moothall cannot answer just now</strong></p><p></p>");
          section.querySelector("[data-part=status] p:last-child").textContent = error.message;
          finish(section, summary(section));
          return;
        }
      }
      await new Promise((later) => { setTimeout(later, 400 * 2 ** tries); });
    }
    breakOff(section, query);
  }

  // The next question is read with this one.
  const remember = (query) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "earlier", value: query.get("q") });
    form.append(input);
    byId("fresh").hidden = false;
  };

  const fold = (section) => {
    const folded = document.createElement("details");
    const head = document.createElement("summary");
    const title = section.querySelector("h1");
    folded.className = "thread";
    head.textContent = title.textContent;
    title.remove();
    section.removeAttribute("aria-labelledby");
    folded.append(head, section);
    thread.prepend(folded);
  };

  form.addEventListener("submit", (submitted) => {
    if (!window.TextDecoderStream) return;
    submitted.preventDefault();
    running?.abort();
    blame("");
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    thread.querySelectorAll(":scope > .answer[aria-busy]").forEach((left) => left.remove());
    thread.querySelectorAll(":scope > .answer").forEach(fold);
    const section = byId("new-answer").content.firstElementChild.cloneNode(true);
    const title = section.querySelector("h1");
    title.textContent = query.get("q");
    title.id = `asked-${Date.now()}`;
    section.setAttribute("aria-labelledby", title.id);
    thread.prepend(section);
    byId("intro").hidden = byId("start").hidden = true;
    form.querySelector("label").textContent = "Ask another question";
    document.title = `${query.get("q")} – Moothall`;
    history.pushState(null, "", `/?${query}`);
    shown = location.search;
    box.value = "";
    title.focus();
    receive(section, query);
  });

  // Going back shows what was there; going to a place on the page only goes there.
  let shown = location.search;
  addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });

  const copyButton = (section) => {
    const text = section.querySelector(".copying pre"), actions = section.querySelector(".actions");
    if (!text || !navigator.clipboard) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "plain", textContent: "Copy with citations" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
      say("The answer was copied with its citations.");
    });
    actions.append(button);
    section.querySelector(".copying").hidden = true;
  };

  const feedback = (section) => {
    const asked = section.querySelector(".feedback");
    asked?.addEventListener("submit", async (given) => {
      given.preventDefault();
      const data = new FormData(asked, given.submitter);
      let words = "Thank you. That was kept with the question and its answer.";
      try {
        const response = await fetch("/api/v1/feedback", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(Object.fromEntries(data)),
        });
        if (!response.ok) words = (await response.json()).detail;
      } catch {
        words = "That could not be sent. Please try again later.";
      }
      const thanks = document.createElement("p");
      Object.assign(thanks, { className: "feedback", tabIndex: -1, textContent: words });
      asked.replaceWith(thanks);
      thanks.focus();
    });
  };

  const enhance = (section) => {
    copyButton(section);
    feedback(section);
  };
  document.querySelectorAll(".answer").forEach(enhance);
})();
