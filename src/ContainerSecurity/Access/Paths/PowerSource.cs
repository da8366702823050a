namespace ContainerSecurity.Access.Paths;

/// <summary>How a rule gives a power.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verb">A verb that gives it.</param>
/// <param name="Resource">A resource that gives it.</param>
/// <param name="Names">The names that the rule is bounded to; null for all.</param>
internal sealed record PowerSource(RbacRule Rule, string Verb, string Resource, IReadOnlyList<string>? Names);
