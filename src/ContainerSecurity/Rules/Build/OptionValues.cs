using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>Reads options of a command in each of the forms that programs take them.</summary>
internal static class OptionValues
{
    /// <summary>The values of an option: <c>-u 7</c>, <c>-u7</c>, <c>-mu 7</c>, <c>--uid 7</c>, <c>--uid=7</c>.</summary>
    public static IEnumerable<string> Of(ShellCommand command, char letter, string name)
    {
        IReadOnlyList<ShellWord> words = command.Arguments;
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i].Text;
            bool isLong = word.StartsWith("--", StringComparison.Ordinal);
            int at = isLong || word.Length < 2 || word[0] != '-' ? -1 : word.IndexOf(letter);
            if (isLong && word.StartsWith($"--{name}=", StringComparison.Ordinal))
                yield return word.Substring(name.Length + "--=".Length);
            else if (at > 0 && at + 1 < word.Length)
                yield return word.Substring(at + 1).TrimStart('=');
            else if ((at > 0 || word == $"--{name}") && i + 1 < words.Count)
                yield return words[++i].Text;
        }
    }

    /// <summary>Whether one of the command's short options, alone or among others, is a letter.</summary>
    public static bool HasLetter(ShellCommand command, char letter) =>
        command.Arguments.Any(a => IsShort(a.Text) && a.Text.IndexOf(letter) > 0);

    /// <summary>How often a letter stands among the command's short options.</summary>
    public static int CountLetter(ShellCommand command, char letter) =>
        command.Arguments.Where(a => IsShort(a.Text)).Sum(a => a.Text.Count(c => c == letter));

    private static bool IsShort(string word) => word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Skip(1).All(char.IsLetter);
}
