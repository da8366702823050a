using System.Globalization;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>Writes the measured units of the page on scale, and what they come to, between two marks in it.</summary>
internal static class ScalePage
{
    private const string Begin = "<!-- written by benchmarks/compare.sh -->", End = "<!-- to here -->";
    private const double Manifests = 1e6, Pods = 1e5, Images = 1e4, MegabytesOfImage = 500, SecondsOfDay = 86_400, SecondsOfWindow = 600, SecondsOfRush = 3_600;

    /// <summary>Replaces what stands between the marks.</summary>
    /// <exception cref="InvalidOperationException">The page has no marks, or a figure was not measured.</exception>
    public static void Update(string file, IReadOnlyList<Figure> figures)
    {
        string page = File.ReadAllText(file);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{file} has no place for the figures.");
        File.WriteAllText(file, page[..(begin + Begin.Length)] + "\n" + Write(figures) + page[end..]);
    }

    private static string Write(IReadOnlyList<Figure> figures)
    {
        Figure Named(string key) => figures.FirstOrDefault(f => f.Key == key) ?? throw new InvalidOperationException($"{key} was not measured.");
        Figure manifest = Named("manifest"), review = Named("review"), megabyte = Named("image-megabyte");
        double scan = Manifests * manifest.Value.Median / 1e9, reviews = Pods * review.Value.Median / 1e9;
        double image = MegabytesOfImage * megabyte.Value.Median, images = Images * image;

        var units = new Table("unit", "measured");
        foreach (Figure figure in new[] { manifest, Named("files-peak"), review, Named("validations"), megabyte, Named("image-peak") })
            units.Add(figure.Work, Unit(figure));
        Table arithmetic = new Table("a day", "arithmetic", "comes to")
            .Add("10⁶ manifests", $"10⁶ × {Unit(manifest)}", $"{Seconds(scan)} of one core")
            .Add("the same within ten minutes", $"{Seconds(scan)} / 600 s", $"{Cores(scan / SecondsOfWindow)}, each with its part of the files")
            .Add("10⁵ pods admitted", $"10⁵ × {Unit(review)}", $"{Seconds(reviews)} of one core")
            .Add("the same within one hour", $"10⁵ / 3,600 s = {Number(Pods / SecondsOfRush)} a second; {Seconds(reviews)} / 3,600 s",
                $"{Number(100 * reviews / SecondsOfRush)} % of a core")
            .Add("one image with 500 MB of files", $"500 × {Unit(megabyte)}", $"{Seconds(image)} of one core")
            .Add("10⁴ such images", $"10⁴ × {Seconds(image)} / 86,400 s", $"{Cores(images / SecondsOfDay)} all day");
        return $"{units}\n{arithmetic}";
    }

    private static string Unit(Figure figure) => figure.Unit.Write(figure.Value.Median);

    private static string Seconds(double seconds) => $"{Number(seconds)} s";

    /// <summary>Whole ones, because a part of a core cannot be had.</summary>
    private static string Cores(double cores) =>
        $"{Number(cores)}, so {Math.Ceiling(cores).ToString("N0", CultureInfo.InvariantCulture)} {(cores > 1 ? "cores" : "core")}";

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
