namespace ContainerSecurity.Access.Compiled;

/// <summary>The lists of a rule.</summary>
[Flags]
internal enum RbacRuleParts
{
    None = 0,
    Verbs = 1,
    ApiGroups = 2,
    Resources = 4,
    ResourceNames = 8,
    NonResourceUrls = 16,
}
