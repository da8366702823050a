namespace ContainerSecurity.Policies;

/// <summary>What a waiver says of the flaws that it names, to those who ask for statements on them (VEX).</summary>
public enum WaiverClaim
{
    /// <summary>The product has the flaw, and its owner lives with it for the reason that is given.</summary>
    Accepted,

    /// <summary>The product is not affected by the flaw, for the reason that is given.</summary>
    NotAffected,
}
