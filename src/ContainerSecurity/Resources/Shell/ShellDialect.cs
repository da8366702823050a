namespace ContainerSecurity.Resources.Shell;

/// <summary>The languages of shells.</summary>
internal enum ShellDialect
{
    /// <summary>That of POSIX and what grew out of it: sh, bash, zsh.</summary>
    Posix,

    /// <summary>That of cmd, the shell of Windows where a Dockerfile sets none.</summary>
    CommandPrompt,

    /// <summary>That of PowerShell.</summary>
    PowerShell,
}
