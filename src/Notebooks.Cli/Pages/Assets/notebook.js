// What a notebook's page does beyond showing itself: draws charts that came as data alone, copies code, and marks in the
// contents where the reader is. The page is whole without it.
(() => {
  "use strict";

  const plotlyAddress = "https://cdn.jsdelivr.net/npm/plotly.js-cartesian-dist-min@4.1.1/plotly-cartesian.min.js";

  function loadPlotly() {
    if (window.Plotly) {
      return Promise.resolve(window.Plotly);
    }
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = plotlyAddress;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.js cannot be loaded."));
      document.head.append(script);
    });
  }

  async function drawChart(element) {
    const { data = [], layout = {}, frames = [], config = {} } = JSON.parse(element.querySelector("script").textContent);
    const place = document.createElement("div");
    element.append(place);
    try {
      const plotly = await loadPlotly();
      await plotly.newPlot(place, { data, layout, frames, config: { responsive: true, displaylogo: false, ...config } });
    } catch (error) {
      place.className = "omitted";
      place.textContent = `This chart cannot be drawn here: ${error.message}`;
    }
  }

  function addCopyButton(source) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    source.append(button);
  }

  function markContents(links) {
    const byHeading = new Map();
    for (const link of links) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) {
        byHeading.set(heading, link);
      }
    }
    const observer = new IntersectionObserver((entries) => {
      const entered = entries.find((entry) => entry.isIntersecting);
      if (entered) {
        links.forEach((link) => link.removeAttribute("aria-current"));
        byHeading.get(entered.target).setAttribute("aria-current", "location");
      }
    }, { rootMargin: "0px 0px -70% 0px" });
    byHeading.forEach((_, heading) => observer.observe(heading));
  }

  document.querySelectorAll(".output-plotly").forEach(drawChart);
  markContents(document.querySelectorAll(".contents a"));
  if (navigator.clipboard) {
    document.querySelectorAll(".source").forEach(addCopyButton);
  }
})();
