using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Frameworks;

/// <summary>A control of a framework: what it asks, and the rules that judge it.</summary>
/// <param name="Id">The ID in the framework, such as <c>5.2.2</c>.</param>
/// <param name="Title">What it asks, in our own words.</param>
/// <param name="Section">The section of the framework that it stands in.</param>
/// <param name="Rules">The rules that judge it; empty where none can.</param>
public sealed record FrameworkControl(string Id, string Title, string Section, IReadOnlyList<ControlRule> Rules)
{
    /// <summary>The only kind of resource that it is about, such as <c>Daemon</c>; null for all that the framework is about.</summary>
    public string? Kind { get; init; }

    /// <summary>Why no rule judges it, as a sentence; null where one does.</summary>
    public string? Unjudgeable { get; init; }

    internal bool Counts(Finding finding) => IsAbout(finding.Resource.Kind) && Rules.Any(r => r.Counts(finding));

    internal bool IsAbout(string kind) => Kind is null || Kind == kind;
}
