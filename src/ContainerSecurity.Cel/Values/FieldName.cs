using System.Text;

namespace ContainerSecurity.Cel.Values;

/// <summary>The name of a selected field, encoded once.</summary>
internal sealed class FieldName(string text)
{
    public string Text { get; } = text;
    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);
}
