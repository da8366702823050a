namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>The passes of BuildKit over a Dockerfile. Each goes over the whole file, and the first problem ends the build.</summary>
internal enum BuildPhase
{
    /// <summary>Lines are cut into directives, instructions and here-documents.</summary>
    Lines,

    /// <summary>Instructions are read with their flags.</summary>
    Instructions,

    /// <summary>Stages are found with what they are built from and copy from.</summary>
    Stages,

    /// <summary>Instructions are carried out, with their variables expanded.</summary>
    Steps,
}
