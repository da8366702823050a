namespace ContainerSecurity.Helm.Templates;

/// <summary>What a rendering could not decide, since it depends on what only a cluster or a user knows.</summary>
internal sealed class Undecided
{
    private readonly HashSet<(TemplateText, int)> seen = [];
    private readonly List<(Place Place, bool IsLoop)> places = [];

    /// <summary>Whether a branch is taken whose condition is not known; else the one after <c>else</c> is.</summary>
    public bool TakesBranches { get; init; } = true;

    /// <summary>The conditions and lists that are not known, once each, and whether one is a list that a loop goes over.</summary>
    public IReadOnlyList<(Place Place, bool IsLoop)> Places => places;

    public void Add(Place place, bool isLoop)
    {
        if (seen.Add((place.Text, place.Start)))
            places.Add((place, isLoop));
    }
}
