using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>
/// Plans which images have to be built again and in which order, from the layers that they share, what they say of
/// their bases, and what is known to be wrong with the packages that their layers brought.
/// </summary>
public static class RebuildPlanner
{
    private const int MaxNamed = 5;

    /// <summary>Makes a plan.</summary>
    /// <param name="images">The images to plan for, each by a name of its own.</param>
    /// <param name="bases">Images as they are now, on which those may be built and which are not built here; null for none.</param>
    /// <exception cref="ArgumentException">Two images have one name.</exception>
    public static RebuildPlan Plan(IEnumerable<PlannedImage> images, IEnumerable<PlannedImage>? bases = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        PlannedImage[] all = [.. images.OrderBy(i => i.Name, StringComparer.Ordinal)];
        string[] names = [.. all.Select(i => i.Name)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            throw new ArgumentException("Two images have one name.", nameof(images));
        PlannedImage[] below = [.. (bases ?? []).Where(b => !names.Contains(b.Name))];
        var search = new BaseSearch(all, below);
        Dictionary<string, ImageBase> found = search.Find();
        var notes = new List<string>(search.Notes);
        var steps = new Dictionary<string, RebuildStep>(StringComparer.Ordinal);
        foreach (PlannedImage image in ByBase(all, found))
            if (StepFor(image, found.GetValueOrDefault(image.Name), steps, notes) is { } step)
                steps.Add(image.Name, step);
        return new RebuildPlan(
            [.. steps.Values.OrderBy(s => s.Stage).ThenBy(s => s.Image.Name, StringComparer.Ordinal)], [.. all.Where(i => !steps.ContainsKey(i.Name))], found, notes);
    }

    /// <summary>The images, each behind its base. There is no circle: a search for bases lets none arise.</summary>
    private static IEnumerable<PlannedImage> ByBase(PlannedImage[] images, Dictionary<string, ImageBase> found)
    {
        int DepthOf(PlannedImage image)
        {
            int depth = 0;
            for (PlannedImage at = image; found.TryGetValue(at.Name, out ImageBase? lower); at = lower.Image)
                depth++;
            return depth;
        }

        return images.OrderBy(DepthOf);
    }

    private static RebuildStep? StepFor(PlannedImage image, ImageBase? lower, Dictionary<string, RebuildStep> steps, List<string> notes)
    {
        var reasons = new List<RebuildReason>();
        RebuildStep? before = lower is { IsPlanned: true } ? steps.GetValueOrDefault(lower.Image.Name) : null;
        if (before is not null)
            reasons.Add(new(
                RebuildReasonKind.BaseRebuilt,
                $"Its base '{lower!.Image.Name}' has to be built again first.",
                Math.Min(lower.SharedLayers, before.FromLayer - 1) + 1)
            {
                Vulnerabilities = [.. before.Reasons.SelectMany(r => r.Vulnerabilities).Distinct()],
            });
        if (lower is { IsCurrent: false })
            reasons.Add(new(
                RebuildReasonKind.BaseOutdated,
                $"Only {lower.SharedLayers} of the {lower.Image.DiffIds.Count} layers of '{lower.Image.Name}' as it is now are below it: update the base '{lower.Image.Name}'.",
                lower.SharedLayers + 1));
        AddFlaws(image, lower, before, reasons, notes);
        return reasons.Count == 0 ? null
            : new RebuildStep(image, (before?.Stage ?? 0) + 1, reasons) { Base = lower, After = before?.Image.Name };
    }

    private static void AddFlaws(PlannedImage image, ImageBase? lower, RebuildStep? before, List<RebuildReason> reasons, List<string> notes)
    {
        int ofBase = lower is null ? image.BaseLayerCount
            : lower.IsCurrent ? lower.Image.DiffIds.Count
            : Math.Max(lower.SharedLayers, image.BaseLayerCount);
        Vulnerability[] mended = [.. image.Vulnerabilities.Where(v => v.FixedIn is not null)];
        foreach (IGrouping<int, Vulnerability> layer in mended.Where(v => !(v.Layer < ofBase)).GroupBy(v => v.Layer ?? 0).OrderBy(g => g.Key))
            reasons.Add(new(RebuildReasonKind.OwnFlaws, $"Versions mend {NamesOf(layer)}: rebuild from layer {layer.Key + 1}.", layer.Key + 1)
            {
                Vulnerabilities = IdsOf(layer),
            });
        Vulnerability[] fromBase = [.. mended.Where(v => v.Layer < ofBase)];
        if (fromBase.Length == 0)
            return;
        if (lower is null)
            notes.Add($"The base of '{image.Name}' brought {NamesOf(fromBase)}, which versions mend; '--base' names the base, to see whether that has them.");
        else if (before is null)
            AddBaseFlaws(image, lower, fromBase, reasons, notes);
    }

    private static void AddBaseFlaws(PlannedImage image, ImageBase lower, Vulnerability[] flaws, List<RebuildReason> reasons, List<string> notes)
    {
        string name = lower.Image.Name;
        Vulnerability[] remaining = lower.Image.IsCompared
            ? [.. flaws.Where(f => lower.Image.Vulnerabilities.Any(v => v.Id == f.Id && v.Package == f.Package))]
            : lower.IsCurrent ? flaws : [];
        Vulnerability[] gone = [.. flaws.Except(remaining)];
        if (gone.Length > 0)
            reasons.Add(new(
                RebuildReasonKind.BaseFlaws,
                $"The base brought {NamesOf(gone)}: update the base '{name}', which as it is now {(lower.Image.IsCompared ? "has" : "may have")} them no more.",
                lower.SharedLayers + 1)
            {
                Vulnerabilities = IdsOf(gone),
            });
        if (remaining.Length > 0)
            notes.Add($"'{image.Name}' has {NamesOf(remaining)} from its base '{name}', which as it is now has them too; versions mend them: "
                + "wait for another state of the base, update the packages in a layer of your own, or move to another base.");
    }

    private static string[] IdsOf(IEnumerable<Vulnerability> flaws) =>
        [.. flaws.Select(f => f.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string NamesOf(IEnumerable<Vulnerability> flaws)
    {
        string[] all = [.. flaws.OrderByDescending(f => f.Severity ?? VulnerabilitySeverity.Medium).ThenBy(f => f.Id, StringComparer.Ordinal)
            .Select(f => $"{f.Id} in '{f.Package}' ({f.FixedIn})").Distinct(StringComparer.Ordinal)];
        return string.Join(", ", all.Take(MaxNamed)) + (all.Length > MaxNamed ? $" and {all.Length - MaxNamed} more" : "");
    }
}
