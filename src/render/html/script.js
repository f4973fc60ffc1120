// Comfort only: without this the page can be read and its links lead from claims to passages and back.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const form = byId("tools");
  const talk = byId("talk");
  const claims = all(".claim");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const two = matchMedia("(min-width: 60rem) and (min-height: 30rem)");
  let chosen = null;
  // Until the page stands, it is not seen to move.
  let still = true;

  const open = (claim) => claim.classList.contains("open");

  all(".scripted:not(.evidence)").forEach((part) => { part.hidden = false; });

  // --- Passages ---

  // "12:0-4,9-3;13:|20:" is two passages, the first of two segments; numbers are those of segments, then starts and lengths of words.
  const passages = (claim) => (claim.dataset.e || "").split("|").filter(Boolean).map((passage) =>
    passage.split(";").map((part) => {
      const [id, words] = part.split(":");
      const ranges = words ? words.split(",").map((word) => word.split("-").map(Number)) : [];
      return { node: byId("p" + id), ranges };
    }).filter((part) => part.node));

  const fill = (node, text, ranges) => {
    const parts = [];
    let done = 0;
    for (const [start, length] of ranges) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, start + length);
      parts.push(text.slice(done, start), mark);
      done = start + length;
    }
    parts.push(text.slice(done));
    node.replaceChildren(...parts.filter((part) => part !== ""));
  };

  const clear = () => {
    all(".s.chosen, .s.lesser, .s.exact").forEach((node) => {
      node.classList.remove("chosen", "lesser", "exact");
      node.textContent = node.textContent;
    });
    all(".chosen").forEach((node) => node.classList.remove("chosen"));
    all("[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    all(".evidence").forEach((node) => { node.hidden = true; node.replaceChildren(); });
  };

  // Scrolls a pane only, never the page around it.
  const show = (node, pane) => {
    const behavior = still || calm.matches ? "auto" : "smooth";
    if (two.matches && pane) {
      const offset = node.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTo({ top: pane.scrollTop + offset - pane.clientHeight / 3, behavior });
    } else {
      node.scrollIntoView({ block: "center", behavior });
    }
  };

  const visible = (node) => {
    const box = node.getBoundingClientRect();
    const pane = two.matches ? byId("claims").getBoundingClientRect() : { top: 0, bottom: innerHeight };
    return box.top >= pane.top && box.bottom <= pane.bottom;
  };

  const choose = (claim) => {
    clear();
    chosen = claim;
    claim.classList.add("chosen");
    claim.querySelector(".words").setAttribute("aria-current", "true");
    all('a[href="#' + claim.id + '"]').forEach((link) => link.classList.add("chosen"));
    const found = passages(claim);
    found.forEach((parts, index) => parts.forEach(({ node, ranges }) => {
      node.classList.add(index ? "lesser" : "chosen");
      if (!index) fill(node, node.textContent, ranges);
    }));
    all(".found .go", claim).forEach((link) => {
      const node = byId(link.hash.slice(1));
      if (node) node.classList.add("chosen", "exact");
    });
    const exact = talk && talk.querySelector(".s.exact");
    const first = exact || (found[0] && found[0][0] && found[0][0].node);
    if (first && two.matches) show(first, talk);
    if (!two.matches && found[0] && !claim.querySelector(".found, .closest")) {
      // One column: the passage comes to the claim.
      const place = claim.querySelector(".evidence");
      const quote = document.createElement("q");
      found[0].forEach(({ node }, index) => {
        if (index) quote.append(" ");
        quote.append(...[...node.childNodes].map((child) => child.cloneNode(true)));
      });
      place.replaceChildren(quote);
      place.hidden = false;
    }
    if (!visible(claim)) show(claim, byId("claims"));
    const turn = first && first.closest(".turn");
    const who = turn && turn.querySelector(".who");
    const verdict = claim.dataset.v;
    byId("live").textContent = "Claim " + claim.id.slice(1) + ", " + verdict + ". " +
      (first ? "Evidence" + (who ? ", " + who.textContent.trim() : "") + ": " + (found[0] || []).map(({ node }) => node.textContent).join(" ") : "No passage.");
    remember();
  };

  const drop = () => { clear(); chosen = null; byId("live").textContent = ""; remember(); };

  // --- Filters ---

  const query = () => {
    const data = new FormData(form);
    return {
      v: data.getAll("v"), s: data.get("s") || "", r: data.get("r") || "", w: data.get("w") || "",
      q: (data.get("q") || "").trim().toLowerCase(),
    };
  };

  const filter = () => {
    const { v, s, r, w, q } = query();
    let count = 0;
    for (const claim of claims) {
      const own = claim.dataset;
      const wanted = (!v.length || v.includes(own.v)) && (!s || (s === "open" ? open(claim) : own.s === s)) &&
        (!r || (own.r || "").split(" ").includes(r)) && (!w || own.w === w) &&
        (!q || claim.querySelector(".words").textContent.toLowerCase().includes(q));
      claim.hidden = !wanted;
      count += wanted;
    }
    for (const section of all(".section")) section.hidden = !section.querySelector(".claim:not([hidden])");
    all("svg a").forEach((link) => { link.classList.toggle("faded", byId(link.getAttribute("href").slice(1)).hidden); });
    byId("shown").textContent = count === claims.length ? "" : count + " of " + claims.length + " claims";
    remember();
  };

  // --- The address remembers what is shown ---

  const remember = () => {
    const state = new URLSearchParams();
    const { v, s, r, w, q } = query();
    if (v.length) state.set("v", v.join(","));
    for (const [key, value] of Object.entries({ s, r, w, q })) if (value) state.set(key, value);
    if (chosen) state.set("c", chosen.id);
    const hash = state.toString();
    try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch { /* not allowed here */ }
  };

  const recall = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) {
      const node = hash && byId(hash);
      if (node && node.matches(".claim")) choose(node);
      return;
    }
    const state = new URLSearchParams(hash);
    const verdicts = (state.get("v") || "").split(",");
    all('input[name="v"]', form).forEach((box) => { box.checked = verdicts.includes(box.value); });
    for (const key of ["s", "r", "w", "q"]) {
      const field = form.elements.namedItem(key);
      if (field) field.value = state.get(key) || "";
    }
    filter();
    const claim = byId(state.get("c") || "");
    if (claim && claim.matches(".claim")) choose(claim);
  };

  // --- Moving about ---

  const step = (from, by, wanted) => {
    const list = claims.filter((claim) => !claim.hidden && wanted(claim));
    if (!list.length) return;
    const after = (claim) => !from || from.compareDocumentPosition(claim) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = by > 0
      ? list.find(after) || list[0]
      : list.findLast((claim) => claim !== from && !after(claim)) || list[list.length - 1];
    next.querySelector(".words").focus({ preventScroll: true });
    choose(next);
  };
  const any = () => true;
  const current = () => document.activeElement.closest(".claim") || chosen;

  // Goes into the transcript; Escape leads back.
  const enter = (node) => {
    if (!node) return;
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    show(node, talk);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = byId(link.getAttribute("href").slice(1));
    if (!target) return;
    const claim = link.closest(".claim");
    if (link.matches(".words")) {
      event.preventDefault();
      if (claim === chosen && event.detail === 0 && target.matches(".s")) enter(talk.querySelector(".s.exact") || target);
      else choose(claim);
    } else if (claim && target.matches(".s")) {
      event.preventDefault();
      if (claim !== chosen) choose(claim);
      enter(target);
    } else if (target.matches(".claim")) {
      event.preventDefault();
      if (target.hidden) form.reset();
      filter();
      choose(target);
      target.querySelector(".words").focus({ preventScroll: true });
      show(target, byId("claims"));
    } else if (target.matches(".s")) {
      event.preventDefault();
      drop();
      target.classList.add("chosen");
      enter(target);
    } else if (target.matches("details")) {
      target.open = true;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const inClaims = event.target.matches(".words");
    const moves = {
      j: () => step(current(), 1, open), k: () => step(current(), -1, open),
      ArrowDown: inClaims && (() => step(current(), 1, any)), ArrowUp: inClaims && (() => step(current(), -1, any)),
      "/": () => form.elements.namedItem("q").focus(),
      Escape: () => {
        const back = chosen;
        if (back && event.target.matches(".s")) back.querySelector(".words").focus();
        else drop();
      },
    };
    const move = moves[event.key];
    if (move) { event.preventDefault(); move(); }
  });

  byId("next").addEventListener("click", () => step(chosen, 1, open));
  byId("back").addEventListener("click", () => step(chosen, -1, open));
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);

  // --- Light and dark ---

  const theme = byId("theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = () => theme.setAttribute("aria-pressed", String(dark()));
  try { const kept = localStorage.getItem("saidso-theme"); if (kept) root.dataset.theme = kept; } catch { /* not kept */ }
  tell();
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("saidso-theme", root.dataset.theme); } catch { /* not kept */ }
    tell();
  });

  addEventListener("beforeprint", () => all("details").forEach((part) => { part.open = true; }));
  recall();
  still = false;
})();
