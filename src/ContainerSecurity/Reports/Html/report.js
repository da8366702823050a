
"use strict";
(() => {
  const tools = document.getElementById("tools");
  const groups = document.getElementById("groups");
  if (!tools || !groups) return;
  const order = ["critical", "high", "medium", "low", "info"];
  const findings = [...groups.querySelectorAll("article")];
  const texts = new Map();
  const textOf = finding => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const counted = count => `${count.toLocaleString("en")} finding${count === 1 ? "" : "s"}`;

  // Names come from what was judged: they are set as text and never read as markup.
  const groupOf = (name, members, isOpen) => {
    const group = document.createElement("details");
    const summary = group.appendChild(document.createElement("summary"));
    const heading = summary.appendChild(document.createElement("h3"));
    heading.textContent = name || "(none)";
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = counted(members.length);
    summary.append(" ", count);
    group.append(...members);
    group.open = isOpen;
    return group;
  };

  const show = () => {
    const words = tools.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set([...tools.querySelectorAll("[name=severity]:checked")].map(box => box.value));
    const key = tools.elements.group.value;
    const shown = findings.filter(f => severities.has(f.dataset.severity) && words.every(w => textOf(f).includes(w)));
    const members = new Map();
    for (const finding of shown) {
      const name = finding.dataset[key];
      if (!members.has(name)) members.set(name, []);
      members.get(name).push(finding);
    }
    const worst = list => Math.min(...list.slice(0, 1000).map(f => order.indexOf(f.dataset.severity)));
    const sorted = [...members].sort((a, b) => worst(a[1]) - worst(b[1]) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    groups.replaceChildren(...sorted.map(([name, list]) => groupOf(name, list, shown.length <= 200)));
    tools.elements.shown.textContent = `${counted(shown.length)} of ${findings.length.toLocaleString("en")} shown`;
  };

  tools.hidden = false;
  tools.addEventListener("input", show);
  tools.addEventListener("submit", event => event.preventDefault());
  tools.elements.shown.textContent = `${counted(findings.length)} shown`;

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach(details => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach(details => { details.open = false; }));
})();
