namespace ContainerSecurity.Docker.Endpoints;

/// <summary>The forms of names and IDs that the engine gives.</summary>
internal static class DockerNames
{
    private const int MaxLength = 512;

    /// <summary>Returns whether a text may stand for an object in a path.</summary>
    /// <param name="text">The text, decoded.</param>
    /// <param name="isImage">Whether it names an image or a plugin, whose names have components, tags and digests.</param>
    public static bool IsIdentifier(string text, bool isImage)
    {
        if (text.Length is 0 or > MaxLength)
            return false;
        if (!isImage)
            return IsWord(text);
        foreach (string component in text.Split('/'))
            if (component.Length == 0 || !IsWordCharacter(component[0]) || component.AsSpan().ContainsAny('%', '?', '#') || !component
                .All(c => IsWordCharacter(c) || c is '.' or '-' or ':' or '@' or '+'))
                return false;
        return true;
    }

    /// <summary>Returns whether a text is a letter, digit or underline, followed by those, dots and hyphens.</summary>
    public static bool IsWord(string text) => text.Length is > 0 and <= MaxLength && IsWordCharacter(text[0]) && text
        .All(c => IsWordCharacter(c) || c is '.' or '-');

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
