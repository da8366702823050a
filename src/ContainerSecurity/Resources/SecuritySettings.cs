using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>The settings that a pod and its containers both may carry; a container's value stands before its pod's, field by field.</summary>
public sealed class SecuritySettings
{
    /// <summary>Whether the container must run as another user than root.</summary>
    public Field<bool> RunAsNonRoot { get; internal init; }

    /// <summary>The user ID.</summary>
    public Field<long> RunAsUser { get; internal init; }

    /// <summary>The primary group ID.</summary>
    public Field<long> RunAsGroup { get; internal init; }

    /// <summary>The type of the seccomp profile: <c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>.</summary>
    public Field<string> SeccompType { get; internal init; }

    /// <summary>The type of the AppArmor profile: <c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>.</summary>
    public Field<string> AppArmorType { get; internal init; }

    /// <summary>The SELinux type.</summary>
    public Field<string> SELinuxType { get; internal init; }

    /// <summary>The SELinux user.</summary>
    public Field<string> SELinuxUser { get; internal init; }

    /// <summary>The SELinux role.</summary>
    public Field<string> SELinuxRole { get; internal init; }

    /// <summary>Whether a Windows container runs in the host's context.</summary>
    public Field<bool> WindowsHostProcess { get; internal init; }

    /// <summary>The user name of a Windows container.</summary>
    public Field<string> WindowsUserName { get; internal init; }
}
