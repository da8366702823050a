namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>How many findings a fix mends at once.</summary>
internal enum FixReach
{
    /// <summary>
    /// One, which a person chooses: what has to be completed, such as a placeholder, and what changes where a program runs, such as the network of
    /// the host.
    /// </summary>
    Finding,

    /// <summary>
    /// All of a file or a project, which a person asks for and looks at. Tools that fix whole solutions unseen, such as <c>dotnet format</c>, take none
    /// of it.
    /// </summary>
    Project,

    /// <summary>All of a solution, also unseen: only what <see cref="AutomaticFixes"/> lists.</summary>
    Solution,
}
