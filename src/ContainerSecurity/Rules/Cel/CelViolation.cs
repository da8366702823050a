namespace ContainerSecurity.Rules.Cel;

/// <summary>One thing that may be wrong.</summary>
/// <param name="Expression">Whether it is.</param>
/// <param name="Items">The items of which the expression speaks; null where it speaks of the object.</param>
internal sealed record CelViolation(string Expression, CelItems? Items = null);
