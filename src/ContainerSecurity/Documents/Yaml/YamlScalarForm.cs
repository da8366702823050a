namespace ContainerSecurity.Documents.Yaml;

/// <summary>How a scalar is written.</summary>
internal enum YamlScalarForm : byte
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}
