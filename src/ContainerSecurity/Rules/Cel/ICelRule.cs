namespace ContainerSecurity.Rules.Cel;

/// <summary>
/// A rule that says in CEL what it says in C#, so that API servers enforce it without us. Both stand in one class, and
/// a test compares them on every example and fixture.
/// </summary>
internal interface ICelRule
{
    /// <summary>
    /// The rule in CEL, with everything worked out that is known before a request comes; null where the policy gives
    /// nothing to enforce, such as a parameter the rule waits for.
    /// </summary>
    CelCheck? InCel(CelContext context);
}
