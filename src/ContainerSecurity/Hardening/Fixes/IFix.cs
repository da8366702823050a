namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Knows how to mend the findings of some rules in a workload.</summary>
internal interface IFix
{
    /// <summary>The IDs of the rules.</summary>
    IReadOnlyList<string> Rules { get; }

    /// <summary>Plans the changes, or says why there are none.</summary>
    /// <param name="context">The workload, its findings of these rules, and where changes are planned.</param>
    void Apply(FixContext context);
}
