using System.Text;

namespace ContainerSecurity.Helm.Tests.Rendering;

/// <summary>Charts of a few files in memory.</summary>
internal static class ChartBuilder
{
    /// <summary>A chart of which only what matters is given.</summary>
    public static ChartSource Chart(params (string Path, string Text)[] files)
    {
        var all = new Dictionary<string, ReadOnlyMemory<byte>> { ["Chart.yaml"] = Bytes("apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: \"4.5\"\n") };
        foreach ((string path, string text) in files)
            all[path] = Bytes(text);
        return ChartSource.FromFiles("charts/shop-folder", all);
    }

    /// <summary>A chart of one template, <c>templates/t.yaml</c>, and values.</summary>
    public static ChartSource Of(string template, string values = "") => Chart(("templates/t.yaml", template), ("values.yaml", values));

    /// <summary>What the template prints, with a question mark for each hole.</summary>
    public static string Shown(RenderedText text) => text.Text.Replace(RenderedText.Hole, '?');

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
