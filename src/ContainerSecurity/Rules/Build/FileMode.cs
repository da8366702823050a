using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>A mode of <c>chmod</c>, in numbers or in letters.</summary>
internal sealed class FileMode(string text)
{
    private const int Setuid = 0b110;
    private const int Write = 0b010;
    private readonly int[]? digits = text.Length is 3 or 4 or 5 && text.All(c => c is >= '0' and <= '7') ? [.. text.Select(c => c - '0')] : null;

    /// <summary>Whether all users may write, and no sticky bit keeps them from each other's files.</summary>
    public bool IsWorldWritable => digits is not null
        ? (digits[digits.Length - 1] & Write) != 0 && (digits.Length < 4 || (digits[digits.Length - 4] & 1) == 0)
        : Clauses.Any(c => c.Who.Any(w => w is 'o' or 'a') && c.Bits.Contains('w')) && !Clauses.Any(c => c.Bits.Contains('t'));

    /// <summary>Whether a setuid or setgid bit is set.</summary>
    public bool IsSetuid => digits is not null ? digits.Length > 3 && (digits[digits.Length - 4] & Setuid) != 0 : Clauses.Any(c => c.Bits.Contains('s'));

    private IEnumerable<(string Who, string Bits)> Clauses =>
        text.Split(',')
            .Select(c => (Clause: c, At: c.IndexOfAny(['+', '='])))
            .Where(c => c.At >= 0)
            .Select(c => (c.Clause.Substring(0, c.At), c.Clause.Substring(c.At + 1)));

    /// <summary>The modes that an instruction sets: <c>RUN chmod</c>, <c>COPY --chmod</c>.</summary>
    public static IEnumerable<(FileMode Mode, ILocated At)> SetBy(Instruction instruction)
    {
        if (instruction.Flag("chmod") is { Value.IsKnown: true } flag)
            yield return (new FileMode(flag.Value.Value), flag.Value);
        foreach (ShellCommand command in instruction.Script.Commands.Where(c => c.Name == "chmod"))
            if (command.Arguments.FirstOrDefault(a => !IsFlag(a.Text)) is { IsLiteral: true } mode)
                yield return (new FileMode(mode.Text), mode);
    }

    /// <inheritdoc/>
    public override string ToString() => text;

    private static bool IsFlag(string word) =>
        word.StartsWith("--", StringComparison.Ordinal)
        || (word.Length > 1 && word[0] == '-' && word.Skip(1).All(c => c is 'R' or 'v' or 'f' or 'c' or 'h'));
}
