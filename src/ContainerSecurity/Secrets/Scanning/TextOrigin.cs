namespace ContainerSecurity.Secrets.Scanning;

/// <summary>What a text's path tells of all that stands in it.</summary>
/// <param name="IsTranslation">Whether it holds what a program shows to people, in one of its languages.</param>
/// <param name="IsCode">Whether it is a program in a language that writes texts within quotes, so that nothing without them is one.</param>
internal readonly record struct TextOrigin(bool IsTranslation, bool IsCode);
