namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// The rules whose fixes tools may apply unseen, such as <c>dotnet format</c>, each with the reason. All of them take a permission away, back to what
/// a runtime gives every container that asks for nothing. What a program works in stays as it is: its user, network, processes, files and tokens.
/// Escalation (CSEC2002) is none of them: whether it may be forbidden depends on what other fixes have done before.
/// </summary>
internal static class AutomaticFixes
{
    /// <summary>The reason for each rule.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CSEC2001"] = "Containers that ask for nothing are not privileged; a program that needs a device is told so by the kernel.",
        ["CSEC2006"] = "Containers that ask for nothing have not got the capability; the kernel refuses what needs it.",
        ["CSEC2009"] = "The runtime's own profile is what images are made for: it refuses system calls that hardly any program makes.",
        ["CSEC2011"] = "The runtime's own profile is what containers get that ask for nothing.",
        ["CSEC2013"] = "Containers that ask for nothing have the masked /proc.",
    };

    /// <summary>Whether tools may fix findings of a rule unseen.</summary>
    public static bool Has(string rule) => Reasons.ContainsKey(rule);
}
