namespace ContainerSecurity.Resources.Images;

/// <summary>Tells the layers of an image's base from its own.</summary>
internal static class BaseLayers
{
    /// <summary>The number of layers that are the base's: those of a base that is at hand, else those that the history shows.</summary>
    public static int Count(ImageConfig config, IReadOnlyList<BaseImage> bases)
    {
        int known = bases.Select(b => b.CountShared(config.DiffIds)).DefaultIfEmpty(0).Max();
        return known > 0 ? known : CountByHistory(config);
    }

    /// <summary>Bases end with a CMD; the image's own comes after its last layer. (Trivy tells them apart in the same way.)</summary>
    private static int CountByHistory(ImageConfig config)
    {
        IReadOnlyList<HistoryStep> steps = config.History;
        int last = steps.Count - 1;
        while (last >= 0 && steps[last].IsEmptyLayer)
            last--;
        while (last >= 0 && !(steps[last].IsEmptyLayer && steps[last].Instruction.StartsWith("CMD", StringComparison.Ordinal)))
            last--;
        return Math.Min(steps.Take(last + 1).Count(s => !s.IsEmptyLayer), config.DiffIds.Count);
    }
}
