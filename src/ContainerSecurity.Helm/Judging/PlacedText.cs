using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>A rendered text, whose characters are asked for the places that they come from.</summary>
/// <param name="rendered">The text.</param>
/// <param name="path">The path of the template that was rendered, for what comes from nowhere.</param>
/// <param name="files">The files that places lie in.</param>
internal sealed class PlacedText(RenderedText rendered, string path, PlacedFiles files)
{
    private const int MostRelated = 4;

    /// <summary>The text.</summary>
    public string Text => rendered.Text;

    /// <summary>The part of one template that printed characters: that of the first, up to that of the last in the same file.</summary>
    public PlacedRegion RegionOf(int start, int end)
    {
        PlacedRegion? region = null;
        foreach (TextOrigin origin in OriginsOf(start, end))
            if (RegionOf(origin, start, end) is { } part)
                region = region?.To(part) ?? part;
        return region ?? NearestBefore(start);
    }

    /// <summary>The places of the values that were printed among some characters.</summary>
    public IReadOnlyList<RelatedPlace> ValuesOf(int start, int end)
    {
        List<RelatedPlace>? values = null;
        foreach (TextOrigin origin in OriginsOf(start, end))
        {
            if (origin.Value is not { } value || values is { Count: >= MostRelated })
                continue;
            PlacedFile file = files.Of(value.File);
            int from = value.Start, to = value.Start + value.Length;
            if (origin.IsExact)
                (from, to) = (from + Math.Max(0, start - origin.Start), Math.Min(to, from + Math.Max(1, end - origin.Start)));
            var place = new RelatedPlace(file.Source, file.SpanOf(from, to), "set by");
            if (values?.Contains(place) != true)
                (values ??= []).Add(place);
        }
        return values ?? (IReadOnlyList<RelatedPlace>)[];
    }

    private IEnumerable<TextOrigin> OriginsOf(int start, int end)
    {
        for (int at = start; at < Math.Max(end, start + 1) && at < Text.Length;)
        {
            TextOrigin origin = rendered.OriginOf(at);
            yield return origin;
            at = Math.Max(at + 1, origin.Start + origin.Length);
        }
    }

    private PlacedRegion? RegionOf(TextOrigin origin, int start, int end)
    {
        if (origin.Template is not { } template)
            return null;
        PlacedFile file = files.Of(template.File);
        if (origin.Value is not null || !origin.IsExact)
            return new PlacedRegion(file, template.Start, template.Start + template.Length);
        int first = Math.Max(start, origin.Start), last = Math.Min(Math.Max(end, start), origin.Start + origin.Length);
        return new PlacedRegion(file, template.Start + first - origin.Start, template.Start + Math.Max(first, last) - origin.Start);
    }

    /// <summary>The place of what stands before characters that come from nowhere; the start of the template where nothing does.</summary>
    private PlacedRegion NearestBefore(int start)
    {
        const int Farthest = 200;
        for (int at = Math.Min(start, Text.Length) - 1; at >= Math.Max(0, start - Farthest); at--)
            if (rendered.OriginOf(at) is { Template: not null } origin && RegionOf(origin, at, at + 1) is { } region)
                return region;
        return new PlacedRegion(files.Of(new SourceFile(path, "")), 0, 0);
    }
}
