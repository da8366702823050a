using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>A config of a swarm: a text that services are given, and that everyone who may ask a manager reads.</summary>
/// <param name="root">The whole object, as <c>docker config inspect</c> shows it.</param>
public sealed class SwarmConfig(NodeView root) : Resource(root, ConfigKind, root["Spec"].Text("Name"), root["Spec"].Map("Labels"))
{
    /// <summary>The kind that a config has.</summary>
    public const string ConfigKind = "Config";

    /// <summary>The text; unknown where the bytes are none.</summary>
    public Field<string> Data => Root["Spec"].Text("Data").AsText(Decode);

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private static string? Decode(string base64)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
