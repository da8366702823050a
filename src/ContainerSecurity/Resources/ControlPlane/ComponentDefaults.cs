namespace ContainerSecurity.Resources.ControlPlane;

/// <summary>Whose defaults hold for what a description leaves out.</summary>
internal enum ComponentDefaults
{
    /// <summary>Those of the program's flags.</summary>
    Flags,

    /// <summary>Those of the program's configuration file, which are stricter for some programs.</summary>
    File,

    /// <summary>Those that kubeadm writes into the manifests that it makes.</summary>
    Kubeadm,
}
