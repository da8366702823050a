using System.Globalization;
using System.Runtime.CompilerServices;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>
/// What a rule says of a finding, as data: the rule's own words, and the values that it quotes. An interpolated string
/// where a message is expected makes one: its text is words, its holes are values.
/// </summary>
/// <remarks>Only words are ever put otherwise, for another platform; a value stands as it is, but shortened to <see cref="LongestValue"/> characters.</remarks>
[InterpolatedStringHandler]
public sealed class Message
{
    /// <summary>The number of characters of a value that are shown at most; a longer one is cut and ends with an ellipsis.</summary>
    public const int LongestValue = 400;

    private readonly List<MessagePart> parts;
    private string? text;

    /// <summary>Starts a message; the compiler calls this for an interpolated string.</summary>
    /// <param name="literalLength">The number of characters of its words.</param>
    /// <param name="formattedCount">The number of its holes.</param>
    public Message(int literalLength, int formattedCount) => parts = new List<MessagePart>(literalLength > 0 ? (2 * formattedCount) + 1 : formattedCount);

    internal Message(IEnumerable<MessagePart> parts) => this.parts = [.. parts];

    /// <summary>The parts in order; neighbouring words are one part.</summary>
    public IReadOnlyList<MessagePart> Parts => parts;

    /// <summary>Makes a message of words alone.</summary>
    /// <param name="words">The words.</param>
    public static implicit operator Message(string words) => FromWords(words);

    /// <summary>Makes a message of words alone.</summary>
    /// <param name="words">The words.</param>
    public static Message FromWords(string words) => new([new MessagePart(words ?? throw new ArgumentNullException(nameof(words)), IsValue: false)]);

    /// <summary>
    /// Returns the message itself: it makes an interpolated string a message where nothing else says that it is one,
    /// such as in a conditional expression.
    /// </summary>
    /// <param name="message">The message.</param>
    public static Message Of(Message message) => message;

    /// <summary>Appends words.</summary>
    /// <param name="words">The words.</param>
    public void AppendLiteral(string words) => Append(words, isValue: false);

    /// <summary>Appends a value.</summary>
    /// <param name="value">The value; null for none.</param>
    public void AppendFormatted(string? value) => Append(value ?? "", isValue: true);

    /// <summary>
    /// Appends a value as its <see cref="object.ToString"/> gives it; of a resource, who it is:
    /// <c>Deployment 'web'</c>, or the kind alone where the name is not known.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public void AppendFormatted<T>(T value)
    {
        if (value is Resource resource)
            AppendNamed(resource.Kind + " '", resource.Kind, resource.Name.ToString());
        else
            AppendFormatted(value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());
    }

    /// <summary>Appends another message, its words as words and its values as values.</summary>
    /// <param name="message">The message; null for none.</param>
    public void AppendFormatted(Message? message)
    {
        if (message is null)
            return;
        foreach (MessagePart part in message.parts)
            Append(part.Text, part.IsValue);
    }

    /// <summary>Appends who a container is: <c>Container 'app'</c>, or <c>The container</c> where it has no name.</summary>
    /// <param name="container">The container.</param>
    public void AppendFormatted(Container container) => AppendNamed("Container '", "The container", container?.Name);

    /// <summary>Appends who a volume is: <c>Volume 'data'</c>, or <c>The volume</c> where its name is not known.</summary>
    /// <param name="volume">The volume.</param>
    public void AppendFormatted(Volume volume) => AppendNamed("Volume '", "The volume", volume?.Name.ToString());

    /// <summary>Returns the message as a sentence.</summary>
    public override string ToString()
    {
        if (text is not null)
            return text;
        var texts = new string[parts.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = parts[i].Text;
        return text = string.Concat(texts);
    }

    private static string Shorten(string value) =>
        value.Length <= LongestValue ? value : value.Substring(0, LongestValue - (char.IsHighSurrogate(value[LongestValue - 1]) ? 1 : 0)) + "…";

    private void AppendNamed(string beginning, string nameless, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            AppendLiteral(nameless);
            return;
        }
        AppendLiteral(beginning);
        AppendFormatted(name);
        AppendLiteral("'");
    }

    private void Append(string part, bool isValue)
    {
        text = null;
        if (part.Length == 0)
            return;
        if (!isValue && parts.Count > 0 && parts[parts.Count - 1] is { IsValue: false } before)
            parts[parts.Count - 1] = before with { Text = before.Text + part };
        else
            parts.Add(new MessagePart(isValue ? Shorten(part) : part, isValue));
    }
}
