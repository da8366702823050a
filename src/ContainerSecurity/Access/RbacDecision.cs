namespace ContainerSecurity.Access;

/// <summary>What RBAC says to a request, and why.</summary>
public readonly record struct RbacDecision
{
    internal RbacDecision(RbacGrant grant)
    {
        Verdict = RbacVerdict.Allowed;
        Grant = grant;
    }

    internal RbacDecision(RbacGap gap)
    {
        Verdict = RbacVerdict.Unknown;
        Gap = gap;
    }

    /// <summary>What RBAC says.</summary>
    public RbacVerdict Verdict { get; }

    /// <summary>Whether the request is surely allowed.</summary>
    public bool IsAllowed => Verdict == RbacVerdict.Allowed;

    /// <summary>What allows the request; null where nothing surely does.</summary>
    public RbacGrant? Grant { get; }

    /// <summary>The first thing that is not known and may allow the request; null for any other verdict.</summary>
    public RbacGap? Gap { get; }

    /// <summary>Why, as a sentence.</summary>
    public string Reason => Grant?.Reason ?? Gap?.Reason ?? "No binding allows it.";
}
