namespace ContainerSecurity.Documents;

/// <summary>
/// Tells texts that are filled in later: parameters of OpenShift's templates and expressions of kro (<c>${NAME}</c>),
/// variables of Tekton (<c>$(params.name)</c>), templates of Argo and Helm (<c>{{ name }}</c>).
/// </summary>
internal static class TextHole
{
    private static readonly string[] Variables =
        ["$(params.", "$(params[", "$(workspaces.", "$(context.", "$(tasks.", "$(inputs.", "$(outputs.", "$(resources.", "$(steps.", "$(finally."];

    /// <summary>Whether a text of one line has a hole. A longer one is a program, which may have signs like that of its own.</summary>
    public static bool IsIn(string text)
    {
        if (text.IndexOf('\n') >= 0 || (text.IndexOf('$') < 0 && text.IndexOf("{{", StringComparison.Ordinal) < 0))
            return false;
        return Spans(text, "${", "}") || Spans(text, "{{", "}}") || Array.Exists(Variables, v => Spans(text, v, ")"));
    }

    private static bool Spans(string text, string start, string end)
    {
        int at = text.IndexOf(start, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(end, at + start.Length, StringComparison.Ordinal) > 0;
    }
}
