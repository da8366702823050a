namespace ContainerSecurity.Analyzers.Reach;

/// <summary>What a file declares for other files: by which names they come to it, and which names its head holds.</summary>
/// <param name="Names">The numbers of the names by which code of other files comes to the declaration.</param>
/// <param name="Head">The numbers of the names in its types, parameters and constraints.</param>
/// <param name="IsEverywhere">Whether other files come to it without a name of its own, as to what a global <c>using static</c> opens.</param>
internal sealed record Declaration(IReadOnlyList<int> Names, IReadOnlyList<int> Head, bool IsEverywhere = false);
