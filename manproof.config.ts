import { type Config, defineConfig, hostTarget, simTarget } from 'manproof/config'

const config: Config = defineConfig({
  targets: [
    simTarget('rfc-v1'),
    simTarget('rfc-v2'),
    simTarget('linux-6.1'),
    simTarget('linux-6.12'),
    simTarget('linux-6.18'),
    hostTarget(),
  ],
})

export default config
