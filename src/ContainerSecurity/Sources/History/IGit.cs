namespace ContainerSecurity.Sources;

/// <summary>
/// Runs the program git on one repository. Whoever starts it sees to it that nothing of the repository is run: no
/// hooks, filters, pagers, monitors or transports.
/// </summary>
public interface IGit
{
    /// <summary>Starts a command.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <exception cref="GitException">The program cannot be started.</exception>
    IGitCall Start(params string[] arguments);
}
