using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A flag of an instruction, such as <c>--from=builder</c>.</summary>
/// <param name="Name">The name without its dashes.</param>
/// <param name="Value">The value with its variables expanded; missing where none is given.</param>
public sealed record InstructionFlag(string Name, Field<string> Value)
{
    /// <summary>The options of a value such as <c>type=secret,id=token</c>, in any case; options without a value are empty.</summary>
    public IReadOnlyDictionary<string, string> Options
    {
        get
        {
            var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (string option in Value.Or("").Split(','))
            {
                int equals = option.IndexOf('=');
                options[(equals < 0 ? option : option.Substring(0, equals)).Trim()] = equals < 0 ? "" : option.Substring(equals + 1);
            }
            return options;
        }
    }
}
