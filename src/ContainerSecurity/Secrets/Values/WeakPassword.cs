using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Judges texts that are given to what takes a password for certain: there easy ones count too, and only what stands
/// for another value does not.
/// </summary>
public static class WeakPassword
{
    private const string Symbols = "!@#$%^&*+?~=()";

    private static readonly string[] NameWords = ["password", "passwd", "passphrase", "pwd"];

    /// <summary>Returns whether a text that a password's name is given is a password.</summary>
    /// <param name="value">The text.</param>
    public static bool IsNamed(string value)
    {
        string text = (value ?? throw new ArgumentNullException(nameof(value))).Trim();
        return IsHandedOver(text)
            && !PlaceholderWord.IsOfProgram(text)
            && !OrdinaryValue.IsSentence(text)
            && !IsKeyPath(text)
            && !IsNameLike(text)
            && !text.Any(c => c > '\u007f');
    }

    /// <summary>Returns whether a text that a library's parameter for passwords is given is a password.</summary>
    /// <param name="value">The text.</param>
    public static bool IsHandedOver(string value)
    {
        string text = (value ?? throw new ArgumentNullException(nameof(value))).Trim();
        return text.Length > 0 && !SecretValue.StandsForAnother(text) && !IsMask(text);
    }

    /// <summary>Returns whether the whole text is a word that documentation writes in a password's place.</summary>
    /// <param name="value">The text.</param>
    public static bool IsWord(string value) =>
        PlaceholderWord.IsOfProgram(value ?? throw new ArgumentNullException(nameof(value))) || (SecretName.IsCredential(value) && !value.Any(char.IsDigit));

    private static bool IsMask(string text) => text.All(c => c is '*' or '•' or '●' or 'x' or 'X' or '.' or '#' or '-' or '_' or '?');

    /// <summary>The path of a setting or a type, such as <c>Smtp:Pass</c>.</summary>
    private static bool IsKeyPath(string text)
    {
        string[] parts = text.Split('.', ':', '/');
        return parts.Length > 1 && parts.All(p => p.Length > 0 && p.All(char.IsLetter));
    }

    /// <summary>A name of a password, unless digits and symbols tell that somebody chose it as one.</summary>
    private static bool IsNameLike(string text)
    {
        bool hasDigit = text.Any(char.IsDigit);
        bool hasSymbol = text.Any(c => Symbols.IndexOf(c) >= 0);
        if (text.HasOneOf(NameWords))
            return !(hasDigit && hasSymbol);
        var parts = new NameParts(text, 0, text.Length);
        while (parts.MoveNext())
            if (!hasDigit && !hasSymbol && SecretName.KindOf(text, parts.Start, parts.Start + parts.Length) != SecretNameKind.Other)
                return true;
        return false;
    }
}
