using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Pooling.Figures.Svg;

namespace Pooling.Figures;

/// <summary>
/// A figure as a piece of a web page: the picture, the Plotly data, and a script that makes a live chart of it.
/// </summary>
/// <remarks>
/// The picture is an <c>img</c>, because hosts that strip inline SVG from untrusted notebooks keep that. The script
/// finds the figures that are not live yet, its own among them; so it needs no ids, and a figure may stand on a page
/// twice. The script is the same in all figures, and fetches plotly.js once for all of them.
/// </remarks>
internal static class FigureHtml
{
    private const string PlotlyUrl =
        $"https://cdn.jsdelivr.net/npm/plotly.js-cartesian-dist-min@{Figure.PlotlyVersion}/plotly-cartesian.min.js";

    /// <summary>What need not be escaped in the address, nor in the attribute that it is in.</summary>
    private static readonly SearchValues<char> UriCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()*+,-./:;=@_~!$?");

    /// <summary>The SHA-384 of the file at <see cref="PlotlyUrl"/>.</summary>
    private const string PlotlyHash = "sha384-zc4SwKObGL/W0M3RUI09UPWjlgIZHfbwMgcZO6713mRh78tfUmIQKhzCyE2LIiUg";

    /// <summary>
    /// Draws behind the picture and shows the chart when it is ready, so that nothing flickers; whatever fails, the
    /// picture stays. On a narrow page the chart shrinks as the picture would. Buttons run by the script, because
    /// plotly.js itself reports an error when one of them interrupts an animation. The file of plotly.js sets
    /// <c>window.Plotly</c> also where require.js is on the page.
    /// </summary>
    private const string Script =
        $$"""
        (() => {
          const fetchPlotly = () => new Promise((done, fail) => {
            const script = document.createElement("script");
            script.src = "{{PlotlyUrl}}";
            script.integrity = "{{PlotlyHash}}";
            script.crossOrigin = "anonymous";
            script.onload = () => window.Plotly ? done(window.Plotly) : fail();
            script.onerror = () => { delete window.poolingPlotly; fail(); };
            document.head.append(script);
          });
          const load = async () => window.Plotly ?? await (window.poolingPlotly ??= fetchPlotly());
          const draw = async figure => {
            figure.dataset.live = "loading";
            const chart = document.createElement("div");
            try {
              const plotly = await load();
              const picture = figure.querySelector("img");
              const images = decodeURIComponent(picture.getAttribute("src")).match(/data:image\/png;base64,[\w+/=]+/g);
              const plot = JSON.parse(figure.querySelector("script").textContent, (name, value) =>
                name === "source" && /^image:\d+$/.test(value) ? images[value.slice(6)] : value);
              const width = plot.layout.width ??= 700, height = plot.layout.height ??= 450;
              plot.config = { displayModeBar: false };
              chart.style.cssText = "position:absolute;top:0;left:0;transform-origin:0 0;visibility:hidden;" +
                `width:${width}px;height:${height}px`;
              chart.ariaLabel = picture.alt;
              chart.role = "figure";
              figure.append(chart);
              const commands = [...plot.layout.updatemenus ?? []].flatMap(menu => menu.buttons ?? [])
                .concat([...plot.layout.sliders ?? []].flatMap(slider => slider.steps ?? []));
              commands.forEach(command => command.execute = false);
              await plotly.newPlot(chart, plot);
              const run = command => plotly[command.method](chart, ...command.args).catch(() => { });
              chart.on("plotly_buttonclicked", event => run(event.button));
              chart.on("plotly_sliderchange", event => event.interaction && run(event.step));
              picture.remove();
              chart.style.visibility = "";
              new ResizeObserver(() => {
                const scale = Math.min(1, figure.clientWidth / width);
                chart.style.transform = scale < 1 ? `scale(${scale})` : "";
                figure.style.height = height * scale + "px";
              }).observe(figure);
              figure.style.height = height + "px";
              figure.dataset.live = "yes";
            } catch {
              chart.remove();
              figure.dataset.live = "no";
            }
          };
          document.querySelectorAll(".pooling-figure:not([data-live])").forEach(draw);
        })();
        """;

    public static string Write(Figure figure)
    {
        string svg = figure.ToSvg();
        string json = figure.ToJson();
        using JsonDocument document = JsonDocument.Parse(json);
        Settings layout = new Settings(document.RootElement).Section("layout");
        string width = layout.Number("width", SvgPicture.DefaultWidth).ToString("0", CultureInfo.InvariantCulture);
        string background = WebUtility.HtmlEncode(layout.Text("paper_bgcolor", Theme.Card));
        string style = $"position:relative;max-width:{width}px;margin:8px 0;border-radius:8px;overflow:hidden";
        string alternative = WebUtility.HtmlEncode(figure.ToString());
        return
            $"""
            <div class="pooling-figure" style="{style};background:{background}">
            <img alt="{alternative}" style="display:block;max-width:100%;height:auto" src="{ToDataUri(svg)}">
            <script type="application/json">{EscapeForScript(ShareImages(json, svg))}</script>
            <script>
            {Script}
            </script>
            </div>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>
    /// An SVG as the address of itself. Percent signs are shorter here than base64, above all for the pictures inside,
    /// which are base64 already.
    /// </summary>
    private static string ToDataUri(string svg)
    {
        var uri = new StringBuilder("data:image/svg+xml,", svg.Length + (svg.Length / 8));
        foreach (Rune rune in svg.EnumerateRunes())
        {
            if (rune.IsAscii && UriCharacters.Contains((char)rune.Value))
            {
                uri.Append((char)rune.Value);
            }
            else
            {
                uri.Append(Uri.EscapeDataString(rune.ToString()));
            }
        }

        return uri.ToString();
    }

    /// <summary>Replaces the pictures in the JSON by their numbers among those in the SVG.</summary>
    private static string ShareImages(string json, string svg)
    {
        const string Start = "data:image/png;base64,";
        int index = 0;
        for (int at = svg.IndexOf(Start, StringComparison.Ordinal); at >= 0; index++)
        {
            int end = svg.IndexOf('\'', at);
            string image = svg[at..end];
            json = json.Replace($"\"source\":\"{image}\"", $"\"source\":\"image:{index}\"", StringComparison.Ordinal);
            at = svg.IndexOf(Start, end, StringComparison.Ordinal);
        }

        return json;
    }

    /// <summary>JSON that cannot end the script element it is in, nor open a comment there.</summary>
    private static string EscapeForScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);
}
