using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// The credentials of an image's configuration. What its variables, labels and commands hold is left out of the steps of
/// its history, which repeat it.
/// </summary>
internal sealed class ImageCredentials(SecretDetector detector)
{
    /// <summary>The fingerprints of what was found.</summary>
    private readonly HashSet<string> found = new(StringComparer.Ordinal);

    /// <summary>A secret as a message names it.</summary>
    public static string Describe(SecretFinding secret) => $"{secret.Service} ({secret.Pattern.Id}), {secret.Redacted}";

    /// <summary>Names what is a credential in a name with its value: the pair, or each secret where it holds several.</summary>
    public IEnumerable<string> OfPair(string kind, string name, string value)
    {
        SecretFinding[] secrets = [.. Secrets(detector.ScanValue(name, value))];
        bool isNamed = IsNamed(name, value);
        if (!isNamed && secrets.Length == 0)
            return [];
        Remember(value, secrets);
        return secrets.Length < 2 || isNamed ? [$"{kind} {name}"] : secrets.Select(s => $"{kind} {name}, which holds {Describe(s)},");
    }

    /// <summary>The secrets in the words of a command, each with the number of the word that it begins in.</summary>
    public IEnumerable<(int Word, SecretFinding Secret)> OfWords(string[] words)
    {
        int[] starts = new int[words.Length];
        for (int i = 1; i < words.Length; i++)
            starts[i] = starts[i - 1] + words[i - 1].Length + 1;
        SecretFinding[] secrets = [.. Secrets(detector.Scan(string.Join(" ", words)))];
        Remember("", secrets);
        return secrets.Select(s => (Array.FindLastIndex(starts, w => w <= s.Start), s));
    }

    /// <summary>What a step holds that was not found before.</summary>
    public IEnumerable<string> OfStep(HistoryStep step)
    {
        HistoryInstruction instruction = HistoryInstruction.Read(step);
        var told = new List<string>();
        foreach ((string name, string value) in instruction.Arguments)
            if ((instruction.Name is "ENV" or "LABEL" ? IsNamed(name, value) : IsArgument(name, value)) && IsNew(value, told))
                yield return $"the credential {name}, {Role(instruction.Name)}";
        foreach (ShellCommand command in instruction.Commands)
            foreach ((ShellWord word, string what) in BuildSecret.In(command))
                if (IsNew(word.Text, told))
                    yield return $"{what} for {(command.Name.Length > 0 ? command.Name : "a variable")}";
        string text = step.CreatedBy ?? "";
        foreach (SecretFinding secret in Secrets(detector.Scan(text)))
            if (!told.Exists(t => t.IndexOf(text.Substring(secret.Start, secret.Length), StringComparison.Ordinal) >= 0) && found.Add(secret.Fingerprint))
                yield return Describe(secret);
    }

    private static string Role(string instruction) => instruction switch
    {
        "ENV" => "a variable that a later step changes",
        "LABEL" => "a label that a later step changes",
        _ => "an argument of the build",
    };

    private static bool IsNamed(string name, string value) => SecretName.IsCredential(name) && ValueReference.IsLiteral(value);

    private static bool IsArgument(string name, string value) => BuildSecret.IsName(name) && value.Length > 0 && !BuildSecret.IsReference(value);

    /// <summary>Whether a value was not found before; then it is, with the secrets in it.</summary>
    private bool IsNew(string value, List<string> told)
    {
        told.Add(value);
        if (!found.Add(detector.FingerprintOf(value)))
            return false;
        Remember(value, Secrets(detector.Scan(value)));
        return true;
    }

    private void Remember(string value, IEnumerable<SecretFinding> secrets)
    {
        found.Add(detector.FingerprintOf(value));
        foreach (SecretFinding secret in secrets)
            found.Add(secret.Fingerprint);
    }

    private static IEnumerable<SecretFinding> Secrets(IEnumerable<SecretFinding> found) =>
        found.Where(s => s.Kind != SecretKind.AccountIdentifier).GroupBy(s => s.Fingerprint).Select(s => s.First());
}
