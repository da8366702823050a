namespace ContainerSecurity.Policies.Frameworks;

/// <summary>What is known of a control.</summary>
public enum ControlStatus
{
    /// <summary>Its rules judged something, and found nothing that counts.</summary>
    Pass,

    /// <summary>A rule found something that counts.</summary>
    Fail,

    /// <summary>There is no verdict; the reason says why.</summary>
    NotJudged,
}
