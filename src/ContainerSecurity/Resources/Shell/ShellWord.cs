using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Shell;

/// <summary>A word of a shell command.</summary>
/// <param name="Text">The word without its quotes; variables and substitutions stay as written.</param>
/// <param name="IsLiteral">Whether the word is what it says: no variable and no substitution is in it.</param>
/// <param name="Substituted">The commands whose output or files the word takes: <c>$(…)</c>, backticks, <c>&lt;(…)</c>.</param>
/// <param name="Location">The place.</param>
public sealed record ShellWord(string Text, bool IsLiteral, IReadOnlyList<ShellCommand> Substituted, DocumentLocation Location) : ILocated
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
