using Tomlyn.Model;
using Tomlyn.Serialization;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>How tables of TOML are read without reflection.</summary>
[TomlSerializable(typeof(TomlTable))]
internal sealed partial class TomlTables : TomlSerializerContext;
