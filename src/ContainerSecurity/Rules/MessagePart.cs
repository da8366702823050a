namespace ContainerSecurity.Rules;

/// <summary>One part of a <see cref="Message"/>.</summary>
/// <param name="Text">The text; of a value, shortened and without the secrets that it held.</param>
/// <param name="IsValue">Whether the text is a value, such as a name or a setting that was found, and not words of the rule.</param>
public readonly record struct MessagePart(string Text, bool IsValue);
